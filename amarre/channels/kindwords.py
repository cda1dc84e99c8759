"""What each kind of channel is for, and what it takes to set up: one plain sentence each, before somebody chooses."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class About:
    """A kind in words, and its icon."""

    use: Words
    effort: Words
    icon: str


ABOUT: dict[str, About] = {
    "email": About(
        _("Mail to many and answers to each: the long word, with links, at almost no cost."),
        _("A mail server or a provider’s account, and ten minutes; your domain must name it (SPF, DKIM)."),
        "mail",
    ),
    "sms": About(
        _("Short words that are read within minutes, also by people without the internet."),
        _("An account at OVH or Twilio, paid by the message; a sender name may take days to be approved."),
        "message-square",
    ),
    "letter": About(
        _("For the old, the alone, and those whom nothing else reaches: one file for your printer."),
        _("Your address for returns; then paper, envelopes and stamps, or a printing house."),
        "mailbox",
    ),
    "call": About(
        _("A list for colleagues who telephone: a human voice for those who need it most."),
        _("Nothing but colleagues with a telephone."),
        "phone",
    ),
    "push": About(
        _("A line on the screens of those who asked for it on your page."),
        _("Nothing to buy; only people who have allowed it are reached."),
        "bell",
    ),
    "whatsapp": About(
        _("For people who write to you there; they can answer."),
        _("A WhatsApp Business account and templates approved by Meta: count some days."),
        "message-circle",
    ),
    "telegram": About(
        _("For people who have started a conversation with your bot."),
        _("A bot, made in five minutes with @BotFather; free."),
        "send",
    ),
    "messenger": About(
        _("For people who write to your Facebook page."),
        _("An app approved by Meta: count some weeks; free."),
        "message-circle-more",
    ),
    "social": About(
        _("One public word on your social networks, fitted to each."),
        _("An account, and a key, for each network."),
        "megaphone",
    ),
    "webhook": About(
        _("Hands each message to another program of yours, signed."),
        _("Somebody who programs, for an hour or two."),
        "webhook",
    ),
    "tray": About(
        _("Nothing leaves: messages can be read here. For trying things out."),
        _("Nothing."),
        "inbox",
    ),
    "form": About(
        _("The form on your public page: words come in by it."),
        _("Nothing."),
        "notebook-pen",
    ),
}


def about(slug: str) -> About:
    """The words of a kind; a kind without any says nothing rather than something wrong."""
    return ABOUT.get(slug) or About("", "", "plug")
