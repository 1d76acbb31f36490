# Mails that MIME::Entity and Email::MIME write (Debian: libmime-tools-perl, libemail-mime-perl).
use strict; use warnings; use utf8; use Encode; use MIME::Entity; use Email::MIME; use FindBin;
sub out { my ($name, $text) = @_; open my $f, '>:raw', "$FindBin::Bin/../$name.eml" or die; print $f $text; close $f }
my $ack = '<5f1d0000000000000000000000000a01@helpdesk.example>';
my $png = MIME::Base64::decode('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC');
my $e = MIME::Entity->build(Type => 'multipart/mixed', From => 'Kenichi Yamamoto <k.yamamoto@daiwa-seiki.example>', To => 'support@helpdesk.example', Subject => encode('MIME-Header-ISO_2022_JP', '検証結果の送付'),
    Date => 'Wed, 09 Jun 2027 10:07:00 +0900', 'Message-ID' => '<perl-entity-jis@perl.example>', 'In-Reply-To:' => $ack);
$e->attach(Type => 'text/plain', Charset => 'iso-2022-jp', Encoding => '7bit', Data => encode('iso-2022-jp', "検証の結果を送ります。\nよろしくお願いいたします。\n"));
$e->attach(Type => 'image/png', Encoding => 'base64', Filename => encode('MIME-Header-ISO_2022_JP', '結果.png'), Data => $png);
out('perl-entity-jis', $e->as_string);
my $m = Email::MIME->create(header_str => [From => '"Fischer, Lena" <l.fischer@nordwind.example>', To => 'support@helpdesk.example', Subject => 'ImageManager — Größe der Abbilder', Date => 'Wed, 09 Jun 2027 10:08:00 +0900', 'Message-ID' => '<perl-umlauts@perl.example>'],
    attributes => { content_type => 'text/plain', charset => 'iso-8859-15', encoding => 'quoted-printable' }, body_str => "Die Größe stimmt nicht: 5 € je Abbild?\n");
out('perl-umlauts', $m->as_string);
my $p = Email::MIME->create(header_str => [From => 'somebody@elsewhere.example', To => 'support@helpdesk.example', Subject => 'Cron <root@web1> /usr/bin/backup', Date => 'Wed, 09 Jun 2027 10:09:00 +0900', 'Message-ID' => '<perl-cron@perl.example>', 'Auto-Submitted' => 'auto-generated'],
    attributes => { content_type => 'text/plain', charset => 'us-ascii', encoding => '7bit' }, body_str => "backup finished\n");
out('perl-cron', $p->as_string);
