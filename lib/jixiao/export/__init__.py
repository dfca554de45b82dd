"""The formats handed over: each is made from the document model and from nothing else."""
