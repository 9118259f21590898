"""What the engine costs and finds when there are many pages: a generated corpus, and a harness with the peers."""
