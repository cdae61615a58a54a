"""Token ids and places of awkward texts, by Transformers, for every way to name special tokens.

make_tokenizer_golden.py TOKENIZER_FOLDER OUTPUT_FOLDER
"""
import gzip
import json
import pathlib
import shutil
import sys
import tempfile

import tokenizers
import transformers
from transformers import CLIPTokenizer

BEGIN, END = "<|startoftext|>", "<|endoftext|>"


def entry(content, normalized, **more):
    return {
        "content": content,
        "lstrip": False,
        "normalized": normalized,
        "rstrip": False,
        "single_word": False,
        **more,
    }


def typed(content):
    return {"__type": "AddedToken", **entry(content, True)}


LENGTH = {"model_max_length": 77}
# Like the files of Stable Diffusion 1, 2 and XL, and ways in which newer programs write them.
FOLDERS = {
    "strings": (
        {"bos_token": BEGIN, "eos_token": END, "unk_token": END, "pad_token": END},
        LENGTH,
    ),
    "objects": (
        {
            "bos_token": entry(BEGIN, True),
            "eos_token": entry(END, True),
            "unk_token": entry(END, True),
            "pad_token": END,
        },
        {"bos_token": typed(BEGIN), "eos_token": typed(END), "pad_token": END, **LENGTH},
    ),
    "exclamation mark in the map": (
        {
            "bos_token": entry(BEGIN, True),
            "eos_token": entry(END, True),
            "unk_token": entry(END, True),
            "pad_token": "!",
        },
        {"bos_token": typed(BEGIN), "eos_token": typed(END), "pad_token": END, **LENGTH},
    ),
    "exclamation mark as an object": ({"pad_token": entry("!", False)}, LENGTH),
    "exclamation mark in the configuration alone": (None, {"pad_token": "!", **LENGTH}),
    "listed tokens": (
        {"pad_token": END},
        {
            "added_tokens_decoder": {
                "0": entry("!", False, special=True),
                "BEGIN": entry(BEGIN, True, special=True),
                "END": entry(END, False, special=True),
            },
            "bos_token": BEGIN,
            "eos_token": END,
            "unk_token": END,
            "pad_token": "!",
            **LENGTH,
        },
    ),
    "nothing named": (None, None),
}
# For these, the first folder alone; those above, every folder.
SPECIAL_TEXTS = [
    "",
    "hello!!! world ! a!b !",
    "<|endoftext|> hidden <|startoftext|>",
    "a<|endoftext|>b  <|STARTofText|>c<|endoftext|><|endoftext|>",
    "!!<|endoftext|>!! <|endoftext|>!!, <|EndOfText|>!!, <|endof text|> <|endoftext",
    "<<|endoftext|>|> <|endoftext|'s \\<|endoftext|>",
    "e<|endoftext|>\u0301",
]
TEXTS = [
    "It's 3 o'clock, don't PANIC'LL we'Ve 'sunny' ''s 's't'RE \u2019s",
    "1234567890 12.5% \u00bd \u2167 \u0663\u0664 x\u00b2 4K 8k",
    "HELLO   World\t\n\r  again\u00a0nbsp\u3000ideographic\u2028line\u0085next\u200bzero\ufeff",
    "control \u0000 \u0001\u0002 \u001b[31m \u001c \u007f \u0080 bell\u0007",
    "\u0391\u0392\u0393 \u03a3\u0391\u03a3 \u03a9mega \u041f\u0440\u0438\u0432\u0435\u0442 \u1e9e \u00df \u0130I \u01c4 \ufb01",
    "\u4e16\u754c\u5730\u56fe \u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8 \ud55c\uad6d\uc5b4 \u1112\u1161\u11ab \u304b\u3099",
    "e\u0301clair versus \u00e9clair, \u212b \u2126 q\u0323\u0307 q\u0307\u0323 \u0301start a\u0301\u0301\u0301",
    "\U0001f9a5\U0001f382 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \u2764\ufe0f \U0001f44d\U0001f3fd \U0001d504\U0001d4d0",
    "\u0639\u0631\u0628\u064a \u05e2\u05d1\u05e8\u05d9\u05ea \u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22 \u0939\u093f\u0928\u094d\u0926\u0940 \u202eesrever\u202c",
    "masterpiece, (best quality:1.3), [bad], {x|y}, <lora:a:1>, a_b-c/d\\e @#$%^&*~`\"",
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
    "a" * 300,
    "ab" * 400,
    "!?" * 60 + " end",
    " ".join(["word"] * 200),
    "a red panda " * 20 + "on a b\u0301icycle \U0001f9a5\U0001f382 na\u00efve " + "\u4e16\u754c" * 30,
    "\u4e16\u754c\u5730\u56fe" * 30,
    "e\u0301" * 90,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 12,
]


def encoded(tokenizer, text):
    whole = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    cut = len(whole.input_ids) - 75
    ids = tokenizer(text, padding="max_length", max_length=77, truncation=True).input_ids
    found = {"text": text, "ids": ids, "cut": max(cut, 0)}
    if cut > 0:
        # Places count code points here.
        found["cut_from"] = whole.offset_mapping[75][0]
    return found


source, out = map(pathlib.Path, sys.argv[1:3])
vocabulary = json.loads((source / "vocab.json").read_text())
golden = {
    "made_by": f"transformers {transformers.__version__}, tokenizers {tokenizers.__version__}",
    "folders": [],
}
for name, (special, config) in FOLDERS.items():
    with tempfile.TemporaryDirectory() as folder:
        for file in ("vocab.json", "merges.txt"):
            shutil.copy(source / file, folder)
        if config and "added_tokens_decoder" in config:
            listed = config["added_tokens_decoder"]
            listed[str(vocabulary[BEGIN])] = listed.pop("BEGIN")
            listed[str(vocabulary[END])] = listed.pop("END")
        files = {"special_tokens_map.json": special, "tokenizer_config.json": config}
        files = {file: content for file, content in files.items() if content is not None}
        for file, content in files.items():
            (pathlib.Path(folder) / file).write_text(json.dumps(content))
        tokenizer = CLIPTokenizer.from_pretrained(folder)
        texts = SPECIAL_TEXTS + (TEXTS if name == "strings" else [])
        golden["folders"].append(
            {
                "name": name,
                "files": files,
                "texts": [encoded(tokenizer, text) for text in texts],
            }
        )
text = json.dumps(golden, separators=(",", ":")) + "\n"
(out / "tokens.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
