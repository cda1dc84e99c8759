"""Why a post is not public: the slug that the ledger keeps, what happened, what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

NO_PICTURE, NOT_A_PICTURE, HEAVY_PICTURE = "post_no_picture", "post_not_a_picture", "post_heavy_picture"
HUGE_PICTURE, BROKEN_PICTURE, MOVING_PICTURE = "post_huge_picture", "post_broken_picture", "post_moving_picture"

_ANOTHER = _("Nothing was posted. Choose another picture and send it as a new message.")

REASONS: dict[str, tuple[Words, Words]] = {
    NO_PICTURE: (_("The picture cannot be had at its address."), _ANOTHER),
    NOT_A_PICTURE: (_("What stands at the address of the picture is no PNG, JPEG or GIF."), _ANOTHER),
    HEAVY_PICTURE: (_("The picture is heavier than the network takes."), _ANOTHER),
    HUGE_PICTURE: (_("The picture has more than 40 million points, or its file more than 20 MB."), _ANOTHER),
    BROKEN_PICTURE: (_("The file of the picture is broken."), _ANOTHER),
    MOVING_PICTURE: (_("The picture moves and is too large for the network: it is not made smaller."), _ANOTHER),
}
