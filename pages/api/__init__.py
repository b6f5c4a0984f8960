"""The public interface for programs: what anybody may read, and nothing else."""
