// Mails that nodemailer writes (npm install nodemailer, then node nodemailer_mails.mjs).
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
const nodemailer = createRequire(process.env.NODEMAILER ?? import.meta.url)('nodemailer');
const out = new URL('../', import.meta.url);
const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
const ack = '<5f1d0000000000000000000000000a01@helpdesk.example>';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC', 'base64');
const send = async (name, mail) => {
  const { message } = await transport.sendMail({
    to: 'support@helpdesk.example',
    date: new Date('2027-06-09T01:06:00Z'),
    messageId: `<${name}@node.example>`,
    ...mail
  });
  writeFileSync(new URL(name + '.eml', out), message);
};
const yamamoto = { name: '山本 健一', address: 'k.yamamoto@daiwa-seiki.example' };
await send('node-answer-html-and-picture', {
  from: yamamoto,
  subject: 'Re: 受付の件',
  inReplyTo: ack,
  references: [ack],
  text: '画面を貼ります。',
  html: '<p>画面を貼ります。<img src="cid:shot@node"></p>',
  attachments: [{ filename: '画面ショット①.png', content: png, cid: 'shot@node' }]
});
await send('node-long-japanese-name', {
  from: yamamoto,
  subject: 'ファイル名が長い場合のご質問です。件名もまた長くて折り返しが必要になります。',
  text: '添付のとおりです。',
  attachments: [{ filename: '二〇二七年六月九日のバックアップ検証結果一覧表（最終版・修正済み・確認用）.txt', content: 'ok' }]
});
await send('node-html-only', {
  from: { name: 'Grace Okafor', address: 'grace@sxlogistics.example' },
  subject: 'ShadowProtect Virtual 5.2.7',
  html: '<h1>Hello</h1><p>The console shows <b>error 17</b> &amp; stops.<br>Serial SP-1007-7559.</p>'
});
await send('node-machine-with-list-headers', {
  from: 'updates@saas.example',
  subject: 'Weekly digest',
  text: 'Seven things happened.',
  list: { unsubscribe: 'https://saas.example/u', id: 'digest.saas.example' }
});
await send('node-calendar', {
  from: { name: 'Lena Fischer', address: 'l.fischer@nordwind.example' },
  subject: 'Call?',
  text: 'A call on Friday?',
  icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR' }
});
