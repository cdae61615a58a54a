/**
 * What is checked on every generated picture. {@link dev.imprimatur.image.ImageChecks} lists the
 * checks that are part of the build, each with a version and the hash of its weights; there is no
 * way to leave one out.
 */
@NullMarked
package dev.imprimatur.image;

import org.jspecify.annotations.NullMarked;
