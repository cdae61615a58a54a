/**
 * The safetensors format: a JSON header with names, types, shapes and byte ranges, then the bytes.
 * Headers are checked to the last byte before anything is mapped, so that a damaged or hostile file
 * ends in one exact message at a bounded cost.
 */
@NullMarked
package dev.imprimatur.diffusion.checkpoint.safetensors;

import org.jspecify.annotations.NullMarked;
