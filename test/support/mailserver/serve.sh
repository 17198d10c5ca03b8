#!/usr/bin/env bash
# Runs a private Dovecot (IMAP, POP3, LMTP) and Postfix (submission) on loopback, without systemd, all of
# its state in one folder, until standard input ends; then stops both and leaves nothing running. The end of
# input is the signal because it comes in every case, even when the test runner is killed.
#
# Usage: serve.sh FOLDER, with the ports and users in the environment (mailserver.ts sets them). Prints
# "ready" when every port answers. Exits 1 and shows the logs when it cannot start.
#
# No mail ever leaves: only $DOMAIN is delivered, to Dovecot; everything else is refused at RCPT.
set -uo pipefail
trap '' INT TERM HUP PIPE
D=$1
mkdir -p "$D"/{dove,run,pf,queue,pfdata,mail,tls,log,taken} && chmod 755 "$D" || exit 1
chown mail:mail "$D/mail"
chown postfix "$D/pfdata"

# A certificate authority of its own, a server certificate for `localhost`, and another authority that
# signed nothing here.
tls() {
  cd "$D/tls" || return 1
  openssl ecparam -name prime256v1 -genkey -noout -out ca.key
  openssl req -x509 -new -key ca.key -days 3650 -subj "/CN=Test authority" -out ca.pem
  openssl ecparam -name prime256v1 -genkey -noout -out other.key
  openssl req -x509 -new -key other.key -days 3650 -subj "/CN=Another authority" -out other-ca.pem
  openssl ecparam -name prime256v1 -genkey -noout -out key.pem
  openssl req -new -key key.pem -subj "/CN=localhost" -out server.csr
  printf 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' > ext
  openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile ext -out cert.pem
  chmod 600 ./*.key key.pem
}
[ -s "$D/tls/cert.pem" ] || (tls) 2> "$D/log/openssl.log" || { cat "$D/log/openssl.log" >&2; exit 1; }

: > "$D/dove/users"
: > "$D/pf/vmailbox"
for user in $USERS; do
  echo "$user@$DOMAIN:{PLAIN}$PASSWORD::::::" >> "$D/dove/users"
  echo "$user@$DOMAIN ok" >> "$D/pf/vmailbox"
done
# Postfix takes mail for the ghost and Dovecot then refuses it: a true delivery status notification.
echo "ghost@$DOMAIN ok" >> "$D/pf/vmailbox"

cat > "$D/dove/dovecot.conf" <<C
base_dir = $D/run
state_dir = $D/run
log_path = $D/log/dovecot.log
protocols = imap pop3 lmtp
listen = 127.0.0.1
mail_location = maildir:$D/mail/%n
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
mail_fsync = never
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
ssl = yes
ssl_min_protocol = TLSv1.2
ssl_cert = <$D/tls/cert.pem
ssl_key = <$D/tls/key.pem
passdb {
  driver = passwd-file
  args = $D/dove/users
}
userdb {
  driver = passwd-file
  args = $D/dove/users
  default_fields = uid=mail gid=mail home=$D/mail/%n
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Junk {
    auto = create
    special_use = \Junk
  }
  mailbox Sent {
    auto = create
    special_use = \Sent
  }
}
protocol imap {
  mail_max_userip_connections = 50
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = $PORT_IMAP
  }
  inet_listener imaps {
    port = $PORT_IMAPS
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $PORT_POP3
  }
  inet_listener pop3s {
    port = $PORT_POP3S
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $PORT_LMTP
  }
}
service auth {
  inet_listener sasl {
    address = 127.0.0.1
    port = $PORT_SASL
  }
}
C

cat > "$D/pf/main.cf" <<C
compatibility_level = 3.6
queue_directory = $D/queue
data_directory = $D/pfdata
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $D/log/postfix.log
maillog_file_prefixes = $D
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mail.$DOMAIN
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
local_recipient_maps =
relay_domains =
default_transport = error:no delivery to the outside from a test server
smtpd_relay_restrictions = permit_auth_destination, reject
virtual_mailbox_domains = $DOMAIN
virtual_mailbox_maps = texthash:$D/pf/vmailbox
virtual_transport = lmtp:inet:127.0.0.1:$PORT_LMTP
recipient_delimiter = +
message_size_limit = 36700160
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_error_sleep_time = 0
smtpd_tls_cert_file = $D/tls/cert.pem
smtpd_tls_key_file = $D/tls/key.pem
smtpd_tls_security_level = may
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$PORT_SASL
smtpd_sasl_auth_enable = yes
lmtp_tls_security_level = none
${POSTFIX_MORE:-}
C
# No privileged helper needs the network beyond loopback; nothing is chrooted.
cat > "$D/pf/master.cf" <<C
127.0.0.1:$PORT_SMTP inet n - n - - smtpd
127.0.0.1:$PORT_SUBMISSION inet n - n - - smtpd -o smtpd_tls_security_level=encrypt -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:$PORT_SMTPS inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
lmtp unix - - n - - lmtp
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
showq unix n - n - - showq
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
C

# The live process that a pid file of this folder names, if any: a pid may have been given again to another
# program, and in a container without an init process a dead one stays as a zombie.
live() {
  local pid
  pid=$(tr -d " \n" 2> /dev/null < "$1") && [ -n "$pid" ] && grep -qs "$2" "/proc/$pid/comm" \
    && ! grep -qs '^State:[[:space:]]*Z' "/proc/$pid/status" && echo "$pid"
}
dovecot_pid() { live "$D/run/master.pid" dovecot; }
postfix_pid() { live "$D/queue/pid/master.pid" master; }
# Both masters end their children at TERM; what is left in their process groups after that is killed.
stop() {
  local masters n
  masters="$(dovecot_pid) $(postfix_pid)"
  [ -n "${masters// /}" ] || return 0
  kill -TERM $masters
  for n in $(seq 200); do
    [ -n "$(dovecot_pid)$(postfix_pid)" ] || break
    sleep 0.05
  done
  for n in $masters; do kill -9 -- "-$n"; done
  return 0
}
fail() {
  echo "serve.sh: $1" >&2
  tail -n 20 "$D"/log/*.log >&2
  stop > /dev/null 2>&1 < /dev/null
  exit 1
}
answers() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

stop > /dev/null 2>&1 < /dev/null
dovecot -c "$D/dove/dovecot.conf" < /dev/null > "$D/log/dovecot-start.log" 2>&1 || fail "Dovecot did not start"
postfix -c "$D/pf" start < /dev/null > "$D/log/postfix-start.log" 2>&1 || fail "Postfix did not start"
for port in $PORT_SMTP $PORT_SUBMISSION $PORT_SMTPS $PORT_IMAP $PORT_IMAPS $PORT_POP3 $PORT_POP3S $PORT_LMTP; do
  for n in $(seq 200); do answers "$port" && break; sleep 0.05; done
  answers "$port" || fail "port $port never opened"
done
[ -n "$(dovecot_pid)" ] && [ -n "$(postfix_pid)" ] || fail "a server ended at once"
echo ready

cat > /dev/null
stop > "$D/log/stop.log" 2>&1 < /dev/null
exit 0
