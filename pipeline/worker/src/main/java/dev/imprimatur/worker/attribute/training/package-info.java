/** How an attribute classifier is trained, from a folder of labelled pictures that a user names. */
@NullMarked
package dev.imprimatur.worker.attribute.training;

import org.jspecify.annotations.NullMarked;
