"""Write src/dateline/data/gazetteer_words.json: words that look like place names and mostly are not.

    python training/build_wordlists.py --names names-0.3.0.tar.gz --texts JSONL [JSONL ...]

`plain`: words that stand in lower case in running news text; `common`: those of them that are also a gazetteer
key (only counts of case are used). `first`, `last`: given names and surnames of the US census of 1990 (public
domain, as packaged by PyPI names 0.3.0, sha256 726e4625), surnames only where they are gazetteer keys; further
given names by hand.
"""

import argparse
import json
import re
import sqlite3
import tarfile
from collections import Counter
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "dateline" / "data"
WORD = re.compile(r"(?<![.!?:\"“]\s)(?<![\w'’-])([A-Za-z]+)(?![\w'’-])")
NOT_COMMON = set("memphis roanoke jacksonville kalamazoo tallahassee salinas philly delaware turkey china chad".split())

# Function words, titles, months and institution words that are names of some village somewhere.
COMMON = """
a about above after again against all also am among an and any are around as at away back be because been before
behind being below beside best beyond big both but by came can come could day days did do does done down during each
early east eastern eight eleven else end even ever every far few fifteen fifth fifty first five for former four
fourth from front full further get give given go going good got great had half has have having he her here hers high
him his how however hundred i if in into is it its itself just king large last late later least left less let like
little local long lord lower made main make man many march may me men middle might mile miles more most mr mrs ms
much must my near nearly new next nine no nor north northern not nothing now of off often old on once one only open
or order other others our out over own part past people per perhaps place police post president prime put queen
rather right said same saw say says second see seen seven several shall she short should side since six sixth small
so some soon south southern state states still such take ten than that the their them then there these they third
this those though thousand three through thus till time times to today together tomorrow too top toward town twelve
twenty two under until up upon upper us very via was way we week weeks well were west western what when where which
while white who whom whose why will with within without women word work would year years yes yesterday yet young
your january february march april june july august september october november december sunday monday tuesday
wednesday thursday friday saturday jan feb mar apr jun jul aug sept sep oct nov dec army navy air force forces
police guard guards court courts house senate congress parliament ministry minister government governor general
colonel major captain lieutenant sergeant corporal private commander chief judge justice doctor professor sister
brother father mother son daughter bishop pope saint imam sheikh sheik mullah prince princess national united
international federal republic democratic party front liberation movement union council committee commission office
bureau agency department service services security defense defence interior foreign affairs press news radio
television times post globe mail herald tribune daily bank company corporation university college school hospital
church mosque cathedral temple airport station street road avenue highway bridge square park river lake mountain
hill hills valley island islands bay beach port harbor market center centre central city county district province
region village camp base border zone sector green red black brown blue gold silver rose star sun moon heaven freedom
liberty peace independence victory unity justice hope faith charity angel angels virgin cross trinity mission
reserve liberator libertad paz union progreso esperanza revolucion independencia constitucion patria pueblo popular
nacional moderno mayor menor norte sur este oeste oriente occidente mar rio monte cerro valle isla bahia puerto
villa casa real uno dos tres eid ramadan christmas easter islam islamic muslim christian jewish arab kurd kurdish
sunni shia shiite orthodox catholic protestant hindu buddhist communist socialist liberal conservative democrat
republican labor labour internet facebook google twitter reuters associated ap afp tass interfax itar xinhua efe bbc
cnn olympics cup sub mini maxi delta alpha beta omega victoria cross most mission
""".split()

# Words of the field that local news seldom has.
PLAIN = """
guerrilla guerrillas subversive subversives terrorist terrorists insurgent insurgents militant militants rebel
rebels combat combats clash clashes ambush ambushed kidnapping kidnappings kidnapped hostage hostages assassination
assassinations massacre massacres bombing bombings dynamite explosive explosives grenade grenades rifle rifles
mortar mortars artillery battalion battalions brigade brigades garrison garrisons barracks troops troop soldier
soldiers peasant peasants trade unionist unionists leftist leftists rightist rightists extremist extremists
paramilitary paramilitaries squad squads communique communiques clandestine ceasefire cease truce negotiations
dialogue amnesty coup sabotage pylon pylons oil pipeline narcotics drug traffickers trafficker cartel cartels
cocaine embassy embassies consulate diplomat diplomats ambassador ambassadors jesuit jesuits priest priests church
archbishop nuns senator senators deputies congressman presidential elections electoral constituent assembly
oligarchy imperialism imperialist revolution revolutionary revolutionaries liberation patriotic heroic comrades
comrade masses workers peoples farmers cooperative cooperatives mayors governors magistrate magistrates judges
investigators investigation authorities spokesman spokesmen statement statements reports reported unidentified
individuals heavily armed persons person casualties wounded injured dead deaths killed murdered captured arrested
detained disappeared missing burned destroyed damaged attacked seized confrontation confrontations offensive
offensives operation operations exodus curfew siege blockade airstrike shelling shelled missile missiles drone
drones helicopter helicopters aircraft airplane armored convoy convoys patrol patrols checkpoint outpost jihadist
jihadists islamist islamists separatist separatists gunmen gunman bomber bombers detonated detonation improvised
device devices suicide vest refugees refugee displaced villagers villager herders herder fulani hunters jungle
mountains northern southern eastern western northeastern northwestern southeastern southwestern central outskirts
jurisdiction zone zones sector sectors hamlet hamlets canton cantons municipality municipalities corregimiento ranch
farm estate
""".split()

FIRST = """
mohammed mohammad muhammad mohamed mohamad mahmoud mahmud ahmed ahmad hamid hassan hasan hussein husain hussain ali
omar umar osama usama abdul abdullah abdallah abdel abd ibrahim ismail yusuf youssef yousef khalid khaled said saeed
sayed tariq tarek mustafa mostafa karim kareem rashid rasheed jamal gamal nasser nasir salim saleh salah samir walid
bilal hamza idris isa musa yahya zakaria fatima aisha khadija mariam maryam zainab amina layla leila nadia samira
yasmin vladimir sergei sergey dmitry dmitri mikhail nikolai nikolay alexander aleksandr alexei aleksei andrei andrey
boris igor ivan oleg pavel viktor victor yuri yury anatoly anatoli vasily vasili gennady grigory konstantin leonid
maxim maksim roman ruslan shamil aslan ramzan akhmad magomed magomedali doku timur rustam bakhyt nursultan askar
yerlan daniyar olga natalia natalya tatiana tatyana svetlana irina elena yelena anna galina lyudmila marina oksana
yulia yuliya jose juan carlos luis jorge miguel pedro francisco antonio manuel rafael fernando ricardo roberto
alberto alfredo eduardo enrique guillermo hector hugo ignacio javier jesus joaquin julio mario oscar pablo ramon
raul ruben salvador santiago sergio vicente victor alvaro andres arturo cesar cristobal diego emilio ernesto esteban
felipe gabriel gerardo gilberto gonzalo gustavo humberto jaime leonardo leonel lorenzo marcos mauricio napoleon
nelson nicolas octavio orlando rodolfo rodrigo rolando rosa maria carmen ana isabel lucia teresa violeta gloria
guadalupe pierre jean jacques francois michel andre alain philippe henri louis marcel claude marie dominique hans
klaus jurgen wolfgang heinz gunther karl otto fritz giovanni giuseppe paolo luigi marco franco wang li zhang liu
chen yang zhao huang zhou kim park lee choi nguyen tran narendra rahul rajiv sanjay sonia indira amit ravi suresh
ramesh imran nawaz benazir asif pervez hamid ashraf gul zahir emmanuel joseph moses samuel daniel david solomon kofi
kwame goodluck olusegun sani umaru yoweri jomo uhuru julius recep tayyip erdogan kemal mehmet mustafa bashar hafez
saddam muammar hosni anwar yasser yasir ariel benjamin ehud
""".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    args = parser.parse_args()
    with sqlite3.connect(DATA / "gazetteer.sqlite") as db:
        keys = {k for (k,) in db.execute("SELECT key FROM name")}
    low: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in args.texts:
        for line in path.open(encoding="utf-8"):
            for match in WORD.finditer(json.loads(line)["text"]):
                word = match[1]
                if word.islower():
                    low[word] += 1
                elif word[0].isupper() and word[1:].islower():
                    capital[word.lower()] += 1
    common = {w for w in low if w in keys and low[w] >= 2 and low[w] * 50 >= capital[w]}
    common = (common | {w for w in COMMON if w in keys}) - NOT_COMMON
    first, last = set(FIRST), set()
    with tarfile.open(args.names) as t:
        for member in t:
            stem = member.name.rsplit("/", 1)[-1]
            if stem.startswith("dist."):
                for line in t.extractfile(member).read().decode().splitlines():  # type: ignore[union-attr]
                    name, share = line.split()[:2]
                    if stem.endswith("first") and float(share) >= 0.004:
                        first.add(name.lower())
                    elif stem.endswith("last") and float(share) >= 0.001 and name.lower() in keys:
                        last.add(name.lower())
    # What is written small now and then is no name: for texts in capitals, where case tells nothing.
    plain = {w for w in low if low[w] >= 2 and low[w] * 4 >= capital[w] and len(w) > 2}
    plain |= {w for w in COMMON + PLAIN if len(w) > 2}
    lists = {"common": sorted(common), "first": sorted(first), "last": sorted(last), "plain": sorted(plain)}
    text = "{\n" + ",\n".join(f'"{k}": "{" ".join(v)}"' for k, v in lists.items()) + "\n}\n"
    (DATA / "gazetteer_words.json").write_text(text, encoding="utf-8")
    print({k: len(v) for k, v in lists.items()})


if __name__ == "__main__":
    main()
