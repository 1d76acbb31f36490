#!/bin/sh
# Mails that Dovecot's Pigeonhole writes (Debian: dovecot-sieve) when it delivers a mail of ours to somebody on leave, or with a full mailbox.
set -e
out=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/conf" <<CONF
protocols =
base_dir = $work/run
log_path = $work/log
mail_location = maildir:$work/Maildir
sendmail_path = $work/capture
postmaster_address = postmaster@daiwa-seiki.example
hostname = mail.daiwa-seiki.example
first_valid_uid = 0
protocol lda {
  mail_plugins = sieve
}
plugin {
  sieve = file:$work/a.sieve
}
CONF
printf '#!/bin/sh\ncat > %s/caught\n' "$work" > "$work/capture"
cat > "$work/mail" <<MAIL
Return-Path: <support@helpdesk.example>
From: Support <support@helpdesk.example>
To: k.yamamoto@daiwa-seiki.example
Subject: [C-20270609-9001] We have your request
Message-ID: <5f1d0000000000000000000000000a01@helpdesk.example>
Date: Wed, 9 Jun 2027 10:00:00 +0900
X-Helpdesk-Case: C-20270609-9001

Dear Kenichi,
MAIL
chmod -R a+rwX "$work"; chmod 755 "$work/capture"
deliver() {
  printf '%s' "$2" > "$work/a.sieve"; chmod a+rw "$work/a.sieve"
  su nobody -s /bin/sh -c "HOME=$work USER=k.yamamoto@daiwa-seiki.example /usr/lib/dovecot/dovecot-lda -c $work/conf -f support@helpdesk.example -a k.yamamoto@daiwa-seiki.example < $work/mail"
  sed "s/@$(hostname)>/@mail.daiwa-seiki.example>/" "$work/caught" > "$out/$1.eml"
  rm -f "$work/caught" "$work"/*.svbin
}
deliver sieve-vacation-ja 'require ["vacation"]; vacation :days 1 :addresses "k.yamamoto@daiwa-seiki.example" :from "山本 健一 <k.yamamoto@daiwa-seiki.example>" :subject "不在のお知らせ" "6月14日まで出張しております。";'
deliver sieve-reject 'require ["reject"]; reject "The mailbox of this user is full.";'
