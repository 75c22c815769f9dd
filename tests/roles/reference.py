#!/usr/bin/env python3
"""Who may do what, worked out a second time from the pack files alone, and compared with the program on random cases.

    reference.py ROLES_PROGRAM [CASES]

ROLES_PROGRAM answers each case on its standard input (tests/roles/roles.cpp, `ask`). Nothing here is taken from the
program: the meaning is packs/PACK_FORMAT.md's, and the sentences under [deny] in packs/scotland/roles.toml.
"""

import functools
import pathlib
import random
import subprocess
import sys
import tomllib

PACK = pathlib.Path(__file__).resolve().parents[2] / "packs" / "scotland"


class Roles:
    """What the pack says. Answers that depend on names alone are worked out once, since a million cases ask for them again."""

    def __init__(self, pack):
        roles = tomllib.loads((pack / "roles.toml").read_text("utf-8"))
        self.capacities = roles["capacity"]
        self.groups = roles["group"]
        self.audiences = roles["audience"]
        self.registers = {}
        for file in sorted((pack / "registers").glob("*.toml")):
            register = tomllib.loads(file.read_text("utf-8"))
            self.registers[register["register"]["name"]] = register

    def of(self, register, key, otherwise):
        return self.registers[register]["register"].get(key, otherwise)

    @functools.cache
    def parents(self, register):
        return [register, *self.parents(self.of(register, "parent", ""))] if register else []

    @functools.cache
    def permitted(self, register, act):
        names = []
        for who in self.registers[register].get("may", {}).get(act, []):
            names += self.groups[who]["who"] if who in self.groups else [who]
        return names

    @functools.cache
    def relations(self, register):
        known = {"writer", "clerk_of_body", "needs_to_know"}
        for one in self.parents(register):
            known |= set(self.registers[one].get("relations", {}))
            for field in self.registers[one].get("field", {}).values():
                if field["kind"] == "person" and "to" in field:
                    known.add(field["to"])
        return known

    @functools.cache
    def sees_content(self, capacity):
        return capacity in self.capacities and self.capacities[capacity].get("sees_content", "yes") == "yes"

    @functools.cache
    def privileged(self, register):
        return any(self.of(one, "privileged", False) for one in self.parents(register))

    @functools.cache
    def reading_register(self, register):
        for one in self.parents(register):
            if any(act.startswith("read") for act in self.registers[one].get("may", {})):
                return one
        return register

    def reads(self, register, capacity, restricted, named, lately):
        reader = self.reading_register(register)
        relations = self.relations(register)
        # A name that is a relation of the record is that relation, whatever capacity is called the same.
        by_capacity = lambda act: capacity in set(self.permitted(reader, act)) - self.relations(reader)
        if self.privileged(register):
            listed = self.permitted(reader, "read_privileged")
            return (by_capacity("read_privileged") and not lately) or (self.sees_content(capacity) and any(one in named and one in relations for one in listed))
        if capacity == "operator" and not restricted:
            return True
        if not (restricted and lately) and by_capacity("read_restricted" if restricted else "read"):
            return True
        if not restricted:
            for one in self.permitted(reader, "read"):
                if one in self.audiences and capacity in self.audiences[one]["who"] and one in named:
                    return True
        return self.sees_content(capacity) and bool(named & relations)

    def takes(self, register, step_name, capacity, person, restricted, exists, named, lately):
        step = self.registers[register].get("step", {}).get(step_name)
        if step is None or (lately and not step.get("to_confirm", False)):
            return False
        if capacity == "clock":
            return person == "" and "silence" in step and not self.of(register, "comments", False)
        if capacity == "operator":
            return person == "" and self.of(register, "internal", False)
        if self.capacities.get(capacity, {}).get("signs") == "no" and "declaration" in step:
            return False
        readable = self.reads(register, capacity, restricted, named, lately)
        if self.of(register, "comments", False):
            return readable if not step.get("from") else readable and "commenter" in named
        relations = self.relations(register)
        who = self.permitted(register, step_name)
        allowed = capacity in [one for one in who if one not in relations]
        if self.sees_content(capacity):
            allowed = allowed or any(one in named and one in relations for one in who)
        return allowed and (not exists or readable)


def random_cases(roles, count):
    dice = random.Random(20260606)
    capacities = [*roles.capacities, "clock", "operator", "nobody_knows"]
    names = sorted({"writer", "clerk_of_body", "commenter", "made_up", *roles.audiences}.union(*(roles.relations(one) for one in roles.registers)))
    acts = {name: ["read", "no_such_step", *register.get("step", {})] for name, register in roles.registers.items()}
    registers = [*roles.registers]
    rolled = dice.random

    def one_of(things):
        return things[int(rolled() * len(things))]

    for _ in range(count):
        register = one_of(registers)
        capacity = one_of(capacities)
        # The clock and the operator are nobody; now and then somebody claims to be one of them.
        person = "P-1" if capacity not in ("clock", "operator") or rolled() < 0.5 else ""
        # Nobody stands in an audience they are not of.
        named = {one for one in [one_of(names) for _ in range(one_of((0, 0, 1, 1, 2, 3)))]
                 if one not in roles.audiences or capacity in roles.audiences[one]["who"]}
        yield register, one_of(acts[register]), capacity, person, rolled() < 0.5, rolled() < 0.8, named, rolled() < 0.2


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    roles = Roles(PACK)
    expected, asked = bytearray(), []
    for register, act, capacity, person, restricted, exists, named, lately in random_cases(roles, count):
        if act == "read":
            says = roles.reads(register, capacity, restricted, named, lately)
        else:
            says = roles.takes(register, act, capacity, person, restricted, exists, named, lately)
        expected.append(49 if says else 48)
        asked.append(f"{register} {act} {capacity} {person or '-'} {restricted:d} {exists:d} {lately:d} {','.join(sorted(named))}")
    answers = subprocess.run([program, "ask"], input="\n".join(asked) + "\n", capture_output=True, text=True, check=True).stdout.strip().encode()
    failures = 0
    if len(answers) != count:
        print(f"FAILED {len(answers)} answers to {count} cases")
        failures += 1
    unlike = [case for case, wanted, said in zip(asked, expected, answers) if wanted != said]
    for case in unlike[:10]:
        print(f"FAILED unlike the reference: {case}")
    allowed = expected.count(49)
    print(f"{count:,} random cases, {allowed:,} of them allowed, {len(unlike):,} unlike the reference")
    checks = [len(answers) == count, not unlike, count // 50 < allowed < count * 49 // 50]
    print(f"{sum(checks)} passed, {len(checks) - sum(checks)} failed, 0 skipped")
    return 0 if all(checks) else 1


if __name__ == "__main__":
    sys.exit(main())
