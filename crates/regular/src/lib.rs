//! Regular languages: patterns, products, emptiness, shortest words. Knows no IAM and no GitHub.
