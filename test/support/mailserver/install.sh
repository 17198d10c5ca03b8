#!/usr/bin/env bash
# Installs Dovecot and Postfix from Debian without starting them. Does nothing when they are there.
# Needs root. A policy-rc.d that denies starts is put in place only for the time of the installation.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
have() { [ -x /usr/sbin/dovecot ] && [ -x /usr/lib/dovecot/imap ] && [ -x /usr/lib/dovecot/pop3 ] \
  && [ -x /usr/lib/dovecot/lmtp ] && [ -x /usr/sbin/postfix ] && command -v openssl >/dev/null; }
have && exit 0

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
  trap 'rm -f "$policy"' EXIT
fi
echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
packages="dovecot-core dovecot-imapd dovecot-pop3d dovecot-lmtpd postfix openssl"
install() { apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $packages; }
# The package lists may be missing or older than the archive: then they are read again.
install || { apt-get update -qq -o DPkg::Lock::Timeout=300; install; }
have
