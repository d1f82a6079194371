"""Pull-request stages: facts about approvals and order."""
