/* The control of a public page: this device asks for notices, or stops. Nothing happens before its owner presses. */
(() => {
  "use strict";
  const box = document.querySelector("[data-notices]");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;
  const { key, worker, scope, to } = box.dataset;
  const on = box.querySelector("[data-on]");
  const off = box.querySelector("[data-off]");
  const sentences = [...box.querySelectorAll("[data-say]")];

  const say = (name) => {
    for (const one of sentences) one.hidden = one.dataset.say !== name;
  };

  const show = (isOn) => {
    on.hidden = isOn;
    off.hidden = !isOn;
  };

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  /* A link of one's own ends with #me=…; it is told to this page's server only, with the device. */
  const me = () => new URLSearchParams(location.hash.slice(1)).get("me") ?? "";

  const tell = async (method, body) => {
    const answer = await fetch(to, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
    });
    if (!answer.ok) throw new Error(String(answer.status));
  };

  const keep = async (subscription) => {
    const { endpoint, keys } = subscription.toJSON();
    await tell("POST", { endpoint, keys, me: me() });
  };

  const current = async () => (await navigator.serviceWorker.getRegistration(scope))?.pushManager.getSubscription();

  const start = async () => {
    if ((await Notification.requestPermission()) !== "granted") return say("denied");
    const registration = await navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" });
    await ready(registration);
    const options = { userVisibleOnly: true, applicationServerKey: bytes(key) };
    const subscription = await registration.pushManager.subscribe(options);
    try {
      await keep(subscription);
    } catch (error) {
      await subscription.unsubscribe();
      throw error;
    }
    show(true);
    say("on");
  };

  /* A worker that was just registered takes a moment to be there. */
  const ready = (registration) =>
    new Promise((resolve) => {
      if (registration.active) return resolve();
      const coming = registration.installing ?? registration.waiting;
      coming.addEventListener("statechange", () => coming.state === "activated" && resolve());
    });

  const stop = async () => {
    const subscription = await current();
    if (subscription) {
      await tell("DELETE", { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    show(false);
    say("off");
  };

  const press = (button, act) =>
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await act();
      } catch {
        say("failed");
      } finally {
        button.disabled = false;
      }
    });

  press(on, start);
  press(off, stop);
  (async () => {
    const subscription = await current();
    if (Notification.permission === "denied") {
      on.hidden = true;
      say("denied");
    } else show(Boolean(subscription));
    box.hidden = false;
    /* Somebody known opens the page of a device that was anonymous: the device is theirs from now on. */
    if (subscription && me()) await keep(subscription);
  })().catch(() => say("failed"));
})();
