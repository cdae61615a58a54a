/** The image endpoints in the shape that OpenAI's clients speak. */
@NullMarked
package dev.imprimatur.server.openai;

import org.jspecify.annotations.NullMarked;
