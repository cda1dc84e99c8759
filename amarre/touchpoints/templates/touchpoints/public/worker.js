/* Shows the notices of this page on a device whose owner asked for them. It reads and keeps nothing else. */
"use strict";
const home = () => self.registration.scope;

self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data.json();
  } catch {
    /* A notice without words still leads to the page. */
  }
  const title = said.title || new URL(home()).hostname;
  event.waitUntil(
    self.registration.showNotification(title, {
      body: said.body ?? "",
      lang: said.lang ?? "",
      tag: said.tag ?? "",
      data: { url: said.url || home() },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
