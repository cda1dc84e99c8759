def test_people(alix, bilal, chloe, dora, crisis, tray):
    assert alix.may("messages.approve") and not chloe.may("messages.approve") and not dora.may("crisis.read")
