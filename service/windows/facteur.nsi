; The installer, built by makensis: the folder's files, then `facteur service install`, which does the rest and can be given again.
; Definitions: VERSION, SOURCE (the folder), OUTPUT (the installer).
Unicode true
Name "Facteur ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\Facteur"
RequestExecutionLevel admin
SetCompressor zlib
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles
LoadLanguageFile "${NSISDIR}\Contrib\Language files\French.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"

Section
  ; An agent that runs holds its file: it is stopped first, and finishes its dialogue.
  IfFileExists "$INSTDIR\facteur-service.exe" 0 +2
    nsExec::ExecToLog '"$INSTDIR\facteur-service.exe" stop'
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*.*"
  WriteUninstaller "$INSTDIR\desinstaller.exe"
  SetRegView 64
  !define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Facteur"
  WriteRegStr HKLM "${KEY}" "DisplayName" "Facteur"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "Publisher" "Facteur"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\desinstaller.exe"'
  nsExec::ExecToLog '"$INSTDIR\facteur.exe" service install'
  Pop $0
  StrCmp $0 "0" done
    DetailPrint "facteur service install : $0"
    SetErrorLevel 1
  done:
SectionEnd

Section Uninstall
  nsExec::ExecToLog '"$INSTDIR\facteur.exe" service uninstall'
  ; Settings, journal and deposits in ProgramData are people's work and evidence: they stay.
  Delete "$INSTDIR\facteur.exe"
  Delete "$INSTDIR\facteur-service.*"
  Delete "$INSTDIR\*.txt"
  RMDir /r "$INSTDIR\config"
  Delete "$INSTDIR\desinstaller.exe"
  RMDir "$INSTDIR"
  SetRegView 64
  DeleteRegKey HKLM "Software\Microsoft\Windows\CurrentVersion\Uninstall\Facteur"
SectionEnd
