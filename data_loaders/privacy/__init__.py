"""Safe by proof: the policy, the nested hierarchies, the views, and the audit that must pass before a release exists."""
