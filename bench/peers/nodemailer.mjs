// Sends N personalised mails with a pool of 10 connections, and prints {"seconds", "cpu"}: node nodemailer.mjs FILE
// FILE holds {"port", "messages", "text", "html"}; each {{ n }} in the words is the number of the mail.

import { readFileSync } from "node:fs";
import nodemailer from "nodemailer";

const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const transport = nodemailer.createTransport({
  host: "127.0.0.1", port: job.port, secure: false, ignoreTLS: true,
  pool: true, maxConnections: 10, maxMessages: Infinity,
});
const mail = (n) => ({
  from: '"Laiterie" <contact@laiterie.example>',
  to: `p${100000000 + n}@example.org`,
  subject: "Rappel du lot 12",
  text: job.text.replaceAll("{{ n }}", n),
  html: job.html.replaceAll("{{ n }}", n),
  headers: {
    "List-Unsubscribe": `<https://laiterie.example/u/${n}/>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
});

await Promise.all(Array.from({ length: 20 }, (_, n) => transport.sendMail(mail(n)))); // to warm up
const cpu = process.cpuUsage();
const began = process.hrtime.bigint();
let next = 0;
// 40 under way at a time keep the pool busy without holding all mails in memory.
await Promise.all(Array.from({ length: 40 }, async () => {
  while (next < job.messages) await transport.sendMail(mail(next++));
}));
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const spent = process.cpuUsage(cpu);
console.log(JSON.stringify({ seconds, cpu: (spent.user + spent.system) / 1e6 }));
transport.close();
