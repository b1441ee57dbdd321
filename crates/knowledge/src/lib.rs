//! Everything political, as text: rules, actors, roles, places and how they are read.
