"""The read-only public API: what an anonymous reader may see."""
