//! Pure renderers of a verdict: plain, concise, JSON.
