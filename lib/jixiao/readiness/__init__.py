"""What can be computed from a project as it stands, what is missing, and what to supply next: nothing is run."""

from jixiao.readiness.light import ABSENT, BROKEN, PARTLY, READY, STATES, Blank, Light, Step
from jixiao.readiness.look import Readiness, look

__all__ = ["ABSENT", "BROKEN", "PARTLY", "READY", "STATES", "Blank", "Light", "Readiness", "Step", "look"]
