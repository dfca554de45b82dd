"""How a page is executed: kernels, forked or started, and the proof that a page ran to its end."""
