"""The drill: invented worlds played through the real code, to train the team and prove the plan."""
