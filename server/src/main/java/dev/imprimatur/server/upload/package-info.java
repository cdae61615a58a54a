/**
 * Pictures that people bring to start from: a file is read within bounds, looked at for marks of
 * where it comes from, and kept without anything but its pixels. What it shows is checked by the
 * worker that draws from it.
 */
@NullMarked
package dev.imprimatur.server.upload;

import org.jspecify.annotations.NullMarked;
