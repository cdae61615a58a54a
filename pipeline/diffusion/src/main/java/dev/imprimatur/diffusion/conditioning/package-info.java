/** What a picture is conditioned on: texts as hidden states, and what SDXL is told beside them. */
@NullMarked
package dev.imprimatur.diffusion.conditioning;

import org.jspecify.annotations.NullMarked;
