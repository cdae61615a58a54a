/**
 * Pictures that people bring: PNG and JPEG files from anywhere, read in bounded time and memory,
 * and resized to the last bit as Pillow does it, so that a drawing from a picture can be repeated.
 * A file's size in pixels is judged before memory is taken for them, and of what a file holds
 * beside pixels only the orientation is looked at.
 */
@NullMarked
package dev.imprimatur.picture;

import org.jspecify.annotations.NullMarked;
