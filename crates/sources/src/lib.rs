//! Finds trust policies, roles and providers in the files people have.
