"""Renders labelled people of the cartoon world, for ./imprimatur bias train.

render_people.py RENDERER FOLDER COUNT SEED

RENDERER is the folder with the renderer that drew the embedded model's training pictures. Writes
192x192 PNG files, axes.json and labels.jsonl; every attribute is drawn alike often, whatever the occupation.
Needs numpy and OpenCV; the product never runs it.
"""
import json
import os
import random
import sys

renderer, folder, count, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
sys.path.insert(0, renderer)
import cv2
import world
from pspec import AGES, SKN, sample_person

WORDS = {
    "man": "male", "woman": "female",
    "light": "light-skinned", "asian": "Asian", "tan": "olive-skinned", "brown": "brown-skinned",
    "dark": "Black", "young": "young", "adult": "middle-aged", "elderly": "elderly",
}
AXES = {
    "gender": {"female": ["female"], "male": ["male"]},
    "skin": {
        "light": ["light-skinned"], "Asian": ["Asian"], "olive": ["olive-skinned"],
        "brown": ["brown-skinned"], "Black": ["Black"]},
    # The renderer draws young and middle-aged women alike.
    "age": {"young or middle-aged": ["young", "middle-aged"], "elderly": ["elderly"]},
}
GENDERED = {"king", "queen", "dwarf"}
KEPT = {"occ", "glasses", "prop", "mood", "clothc", "garment", "headwear"}


def person(r):
    """A random portrait whose gender, skin and age do not depend on anything else in it."""
    while True:
        spec = world.make_spec(r, "person")
        if spec["p"]["occ"] not in GENDERED:
            break
    named = {key: value for key, value in spec["n"].items() if key in KEPT}
    named.update(gender=r.choice(["man", "woman"]), skg=r.choice(SKN), age=r.choice(AGES))
    direction = spec["p"]["wdir"]
    spec["p"] = sample_person(r, named)
    spec["p"]["wdir"] = direction
    return spec


os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, "axes.json"), "w") as axes:
    json.dump([
        {"name": axis, "classes": [{"name": name, "words": words} for name, words in each.items()]}
        for axis, each in AXES.items()], axes)
with open(os.path.join(folder, "labels.jsonl"), "w") as labels:
    for index in range(count):
        r = random.Random(seed + index)
        spec = person(r)
        picture = world.render(spec, r.random())
        name = f"{index:05d}.png"
        small = cv2.resize(picture, (192, 192), interpolation=cv2.INTER_AREA)
        cv2.imwrite(os.path.join(folder, name), cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
        p = spec["p"]
        row = {
            "file": name,
            "attributes": {
                "gender": WORDS[p["gender"]], "skin": WORDS[p["skg"]], "age": WORDS[p["age"]]},
            "occupation": p["occ"], "style": spec["style"],
            # Errors count on what is drawn when a prompt names no style.
            "heldOut": index % 6 == 5 and spec["style"] == "digital art",
        }
        labels.write(json.dumps(row) + "\n")
