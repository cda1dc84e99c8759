"""Routes and their permissions."""

from __future__ import annotations

from amarre.channels.views import (
    acting,
    calls,
    hooks,
    incoming,
    letters,
    renewing,
    sends,
    settings,
    suppressions,
    tray,
    unsubscribe,
)
from amarre.lib.access import PUBLIC, route

app_name = "channels"

urlpatterns = [
    route("u/<str:signed>/", unsubscribe.unsubscribe, may=PUBLIC, name="unsubscribe"),
    route("hooks/<int:channel_id>/<str:key>/", hooks.hook, may=PUBLIC, name="hook"),
    route("tray/", tray.tray, may="messages.read", name="tray"),
    route("tray/<int:delivery_id>/", tray.message, may="messages.read", name="tray_message"),
    route("tray/<int:delivery_id>/html/", tray.message_html, may="messages.read", name="tray_html"),
    route("sends/", sends.sends, may="messages.read", name="sends"),
    route("sends/of/<str:origin>/", sends.send_of, may="messages.read", name="send_of"),
    route("sends/of/<str:origin>/ledger.csv", sends.send_of_csv, may="messages.read", name="send_of_csv"),
    route("sends/<int:batch_id>/", sends.batch, may="messages.read", name="batch"),
    route("sends/<int:batch_id>/ledger.csv", sends.ledger_csv, may="messages.read", name="ledger_csv"),
    route("sends/<int:batch_id>/stop/", acting.stop, may="messages.send", name="batch_stop"),
    route("sends/<int:batch_id>/retry/", acting.retry, may="messages.send", name="batch_retry"),
    route("sends/<int:batch_id>/resend/", acting.resend, may="messages.send", name="batch_resend"),
    route("sends/<int:batch_id>/<slug:act>/", acting.change, may="messages.send", name="batch_change"),
    route("deliveries/<int:delivery_id>/", sends.delivery, may="messages.read", name="delivery"),
    route("stop/", acting.stop_everything, may="stop.everything", name="stop_everything"),
    route("incoming/", incoming.incoming, may="inbox.read", name="inbound_list"),
    route("incoming/<int:inbound_id>/", incoming.inbound, may="inbox.read", name="inbound"),
    route("incoming/<int:inbound_id>/message/", incoming.to_message, may="inbox.answer", name="inbound_to_message"),
    route("settings/suppressions/", suppressions.suppressions, may="messages.read", name="suppressions"),
    route("settings/suppressions.csv", suppressions.suppressions_csv, may="messages.read", name="suppressions_csv"),
    route(
        "settings/suppressions/<int:suppression_id>/",
        suppressions.suppression,
        may="messages.read",
        name="suppression",
    ),
    route("settings/suppressions/add/", suppressions.add, may="messages.send", name="suppression_add"),
    route(
        "settings/suppressions/<int:suppression_id>/lift/",
        suppressions.lift,
        may="messages.send",
        name="suppression_lift",
    ),
    route("settings/channels/", settings.channels, may="settings.manage", name="channels"),
    route("settings/channels/add/", settings.add, may="settings.manage", name="channel_add"),
    route("settings/channels/add/<slug:kind>/", settings.add_kind, may="settings.manage", name="channel_add_kind"),
    route("settings/channels/<int:channel_id>/", settings.channel, may="settings.manage", name="channel"),
    route("settings/channels/<int:channel_id>/pace/", settings.pace, may="settings.manage", name="channel_pace"),
    route("settings/channels/<int:channel_id>/secret/", renewing.secret, may="settings.manage", name="channel_secret"),
    route("settings/channels/<int:channel_id>/test/", settings.test, may="settings.manage", name="channel_test"),
    route(
        "settings/channels/<int:channel_id>/<slug:act>/", settings.change, may="settings.manage", name="channel_change"
    ),
    route("letters/", letters.letters, may="messages.read", name="letters"),
    route("letters/back/", letters.returns, may="inbox.answer", name="returns"),
    route("letters/back/<int:receipt_id>/undo/", letters.undo, may="inbox.answer", name="return_undo"),
    route("letters/<int:file_id>/<slug:act>/", letters.post, may="messages.send", name="letters_post"),
    route("letters/<int:file_id>/file/<slug:which>/", letters.download, may="messages.read", name="letters_file"),
    route("calls/", calls.show, may="inbox.answer", name="calls"),
    route("calls/next/", calls.take, may="inbox.answer", name="call_take"),
    route("calls/<int:task_id>/outcome/", calls.record, may="inbox.answer", name="call_record"),
    route("calls/<int:task_id>/skip/", calls.skip, may="inbox.answer", name="call_skip"),
    route("calls/<int:task_id>/undo/", calls.undo, may="inbox.answer", name="call_undo"),
    route("calls/lists/<int:batch_id>/stop/", calls.stop, may="messages.send", name="calls_stop"),
]
