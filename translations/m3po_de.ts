<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>ActionTips</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what it does, its keys</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>EvaluationTable</name>
    <message>
        <source>%1, untuned</source>
        <translation>%1, ungetunt</translation>
    </message>
    <message numerus="yes">
        <source>%1: not done yet, %Ln answers are kept</source>
        <comment>benchmark</comment>
        <translation>
            <numerusform>%1: noch nicht fertig, %Ln Antwort ist abgelegt</numerusform>
            <numerusform>%1: noch nicht fertig, %Ln Antworten sind abgelegt</numerusform>
        </translation>
    </message>
    <message>
        <source>; %1 of %2 questions answered</source>
        <translation>; %1 von %2 Fragen beantwortet</translation>
    </message>
    <message>
        <source>Model: %1, fingerprint %2</source>
        <translation>Modell: %1, Fingerabdruck %2</translation>
    </message>
    <message>
        <source>Adapter: none</source>
        <translation>Adapter: keiner</translation>
    </message>
    <message>
        <source>Adapter: %1, fingerprint %2</source>
        <translation>Adapter: %1, Fingerabdruck %2</translation>
    </message>
    <message>
        <source>Training run: %1, %2</source>
        <comment>name, parameters</comment>
        <translation>Trainingslauf: %1, %2</translation>
    </message>
    <message>
        <source>Training run: %1 on the selection %2, %3</source>
        <comment>name, selection, parameters</comment>
        <translation>Trainingslauf: %1 auf der Auswahl %2, %3</translation>
    </message>
    <message>
        <source>Asked with: %1</source>
        <translation>Gefragt mit: %1</translation>
    </message>
    <message>
        <source>Questions: SHA-256 %1</source>
        <translation>Fragen: SHA-256 %1</translation>
    </message>
    <message>
        <source>Pictures: %1</source>
        <translation>Bilder: %1</translation>
    </message>
    <message>
        <source>By m3po %1, begun %2</source>
        <translation>Von m3po %1, begonnen %2</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>accuracy %</source>
        <translation>Accuracy %</translation>
    </message>
    <message>
        <source>F1 %</source>
        <translation>F1 %</translation>
    </message>
    <message>
        <source>score</source>
        <translation>bewerten</translation>
    </message>
    <message>
        <source>hallucinated %</source>
        <translation>halluziniert %</translation>
    </message>
    <message>
        <source>missed %</source>
        <translation>übersehen %</translation>
    </message>
    <message>
        <source>faultless %</source>
        <translation>fehlerlos %</translation>
    </message>
</context>
<context>
    <name>LibraryFile</name>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>MAS(R_w)</source>
        <translation>MAS(R_w)</translation>
    </message>
    <message>
        <source>S(R_l)</source>
        <translation>S(R_l)</translation>
    </message>
    <message>
        <source>MAS(R_w) − MAS(R_l)</source>
        <translation>MAS(R_w) − MAS(R_l)</translation>
    </message>
    <message>
        <source>log P(R_w) − log P(R_l)</source>
        <translation>log P(R_w) − log P(R_l)</translation>
    </message>
    <message>
        <source>log P(R_w)</source>
        <translation>log P(R_w)</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>Uneinigkeit</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 ließ sich nicht schreiben: %2</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>%1: a name that ends in .png, .svg or .pdf was expected.</source>
        <translation>%1: Erwartet wurde ein Name, der auf .png, .svg oder .pdf endet.</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder, or free some space.</source>
        <translation>%1 ließ sich nicht schreiben. Einen anderen Ordner wählen oder Platz schaffen.</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>Bilder (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the plot “%1”…</source>
        <translation>Diagramm „%1“ exportieren…</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 ließ sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Export “%1” as CSV…</source>
        <translation>„%1“ als CSV exportieren…</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where the model runs</source>
        <translation>Wo das Modell läuft</translation>
    </message>
    <message>
        <source>Generate candidates</source>
        <translation>Kandidaten erzeugen</translation>
    </message>
    <message numerus="yes">
        <source>The model answers each of %Ln samples several times. What is there already is not made again.</source>
        <translation>
            <numerusform>Das Modell beantwortet %Ln Beispiel mehrmals. Was schon da ist, wird nicht noch einmal erzeugt.</numerusform>
            <numerusform>Das Modell beantwortet jedes der %Ln Beispiele mehrmals. Was schon da ist, wird nicht noch einmal erzeugt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Folder of a LLaVA-type model in Hugging Face&apos;s layout</source>
        <translation>Ordner eines Modells der LLaVA-Art, wie Hugging Face ihn anlegt</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Folder of a LoRA adapter to put on it</source>
        <translation>Ordner eines LoRA-Adapters, der aufgesetzt wird</translation>
    </message>
    <message>
        <source>Candidates a sample</source>
        <translation>Kandidaten je Beispiel</translation>
    </message>
    <message>
        <source>The paper takes 32</source>
        <translation>Im Paper sind es 32</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Divides the logits</source>
        <translation>Teilt die Logits</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>The likeliest tokens that reach this sum; 1 is off</source>
        <translation>Die wahrscheinlichsten Token, die zusammen diese Summe erreichen; 1 schaltet es aus</translation>
    </message>
    <message>
        <source>Longest answer, tokens</source>
        <translation>Längste Antwort in Token</translation>
    </message>
    <message>
        <source>An answer that is longer is cut</source>
        <translation>Längere Antworten werden abgeschnitten</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Of the random numbers</source>
        <translation>Startwert der Zufallszahlen</translation>
    </message>
    <message>
        <source>Continuations at once</source>
        <translation>Fortsetzungen gleichzeitig</translation>
    </message>
    <message>
        <source>Changes speed and memory only</source>
        <translation>Ändert nur Tempo und Speicherbedarf</translation>
    </message>
    <message>
        <source>Score candidates</source>
        <translation>Kandidaten bewerten</translation>
    </message>
    <message>
        <source>Evaluators that are not the model in tuning give each candidate its components of the MAS. A CLIP model measures visual relevance; a judge measures semantic accuracy and instruction adherence. One of them is enough.</source>
        <translation>Bewerter, die nicht das zu tunende Modell sind, geben jedem Kandidaten seine Komponenten des MAS. Ein CLIP-Modell misst die visuelle Relevanz, ein Judge die semantische Richtigkeit und die Befolgung der Anweisung. Einer von beiden genügt.</translation>
    </message>
    <message>
        <source>CLIP model</source>
        <translation>CLIP-Modell</translation>
    </message>
    <message>
        <source>Folder of a CLIP model, for visual relevance</source>
        <translation>Ordner eines CLIP-Modells, für die visuelle Relevanz</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Judge</translation>
    </message>
    <message>
        <source>Folder of a vision-language model that is asked about each answer</source>
        <translation>Ordner eines Bild-Sprach-Modells, das zu jeder Antwort befragt wird</translation>
    </message>
    <message>
        <source>From cosine to score</source>
        <translation>Vom Kosinus zur Bewertung</translation>
    </message>
    <message>
        <source>linear is (1 + cos) / 2, clipscore is w max(0, cos), at most 1</source>
        <translation>linear ist (1 + cos) / 2, clipscore ist w max(0, cos), höchstens 1</translation>
    </message>
    <message>
        <source>Export pairs</source>
        <translation>Paare exportieren</translation>
    </message>
    <message>
        <source>Writes a preference set, as it was frozen, in a form that other trainers read. Without a frozen set, freeze a selection first.</source>
        <translation>Schreibt einen Präferenzdatensatz, wie er eingefroren wurde, in einer Form, die andere Trainer lesen. Gibt es noch keinen, zuerst eine Auswahl einfrieren.</translation>
    </message>
    <message>
        <source>Preference set</source>
        <translation>Präferenzdatensatz</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>trl: JSON lines for TRL; llama-factory: ShareGPT pairs with dataset_info.json</source>
        <translation>trl: JSON-Zeilen für TRL; llama-factory: ShareGPT-Paare mit dataset_info.json</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>The folder to write to</source>
        <translation>Der Ordner, in den geschrieben wird</translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation>Datensatz importieren</translation>
    </message>
    <message>
        <source>Adds samples, or a preference set. Rows that are there already stay as they are.</source>
        <translation>Fügt Beispiele oder einen Präferenzdatensatz hinzu. Zeilen, die schon da sind, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>LLaVA-Instruct or ShareGPT4V JSON, LLaVA questions, TRL or LLaMA-Factory pairs</source>
        <translation>JSON von LLaVA-Instruct oder ShareGPT4V, LLaVA-Fragen, Paare von TRL oder LLaMA-Factory</translation>
    </message>
    <message>
        <source>Data sets (*.json *.jsonl)</source>
        <translation>Datensätze (*.json *.jsonl)</translation>
    </message>
    <message>
        <source>Images inside</source>
        <translation>Bilder in</translation>
    </message>
    <message>
        <source>What image names are relative to; else the project&apos;s folder of images</source>
        <translation>Worauf sich die Bildnamen beziehen; sonst auf den Bilderordner des Projekts</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>The model answers a benchmark&apos;s questions, as it is and with the adapter. What it has answered already is not asked again.</source>
        <translation>Das Modell beantwortet die Fragen eines Benchmarks, so wie es ist und mit dem Adapter. Was es schon beantwortet hat, wird nicht noch einmal gefragt.</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>Benchmark</translation>
    </message>
    <message>
        <source>pope: are objects claimed that the picture does not show; mme: yes/no questions in fourteen tasks; demo-descriptions: how faithful descriptions of the demo&apos;s scenes are</source>
        <translation>pope: ob Dinge behauptet werden, die das Bild nicht zeigt; mme: Ja/Nein-Fragen in vierzehn Aufgaben; demo-descriptions: wie treu Beschreibungen der Demo-Szenen sind</translation>
    </message>
    <message>
        <source>Question files</source>
        <translation>Fragendateien</translation>
    </message>
    <message>
        <source>The benchmark&apos;s own: JSON lines for pope, a file a set; text files for mme, a file a task</source>
        <translation>Die des Benchmarks: JSON-Zeilen für pope, eine Datei je Satz; Textdateien für mme, eine Datei je Aufgabe</translation>
    </message>
    <message>
        <source>Questions (*.json *.jsonl *.txt)</source>
        <translation>Fragen (*.json *.jsonl *.txt)</translation>
    </message>
    <message>
        <source>The folder that the questions&apos; pictures are in</source>
        <translation>Der Ordner mit den Bildern zu den Fragen</translation>
    </message>
    <message>
        <source>Folder of a LoRA adapter: measured besides the model as it is</source>
        <translation>Ordner eines LoRA-Adapters: wird neben dem unveränderten Modell gemessen</translation>
    </message>
    <message>
        <source>Yes/no questions need few; descriptions more, 96 in the demo</source>
        <translation>Ja/Nein-Fragen brauchen wenige; Beschreibungen mehr, in der Demo 96</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>One of the two answers has no MAS, so the equation says nothing of them.</source>
        <translation>Eine der beiden Antworten hat keinen MAS, darum sagt die Gleichung nichts über sie.</translation>
    </message>
    <message>
        <source>R_l is %1 of MAS below R_w</source>
        <translation>R_l liegt um %1 MAS unter R_w</translation>
    </message>
    <message>
        <source>R_l is %1 of MAS above R_w</source>
        <translation>R_l liegt um %1 MAS über R_w</translation>
    </message>
    <message>
        <source>log P per token</source>
        <translation>log P je Token</translation>
    </message>
    <message>
        <source>log P</source>
        <translation>log P</translation>
    </message>
    <message>
        <source>; the log P of one of them is not known.</source>
        <translation>; das log P einer von beiden ist nicht bekannt.</translation>
    </message>
    <message>
        <source>, and the model prefers it: its %1 is %2 higher.</source>
        <translation>, und das Modell bevorzugt sie: %1 ist um %2 höher.</translation>
    </message>
    <message>
        <source>; the model prefers R_w: its %1 is %2 higher.</source>
        <translation>; das Modell bevorzugt R_w: %1 ist dort um %2 höher.</translation>
    </message>
    <message>
        <source> With α = 0 that does not count: S = %1, %2.</source>
        <translation> Mit α = 0 zählt das nicht: S = %1, %2.</translation>
    </message>
    <message>
        <source> Beyond δ = %1 that costs α × %2 = %3, so S = %4, %5.</source>
        <translation> Über δ = %1 hinaus kostet das α × %2 = %3, also S = %4, %5.</translation>
    </message>
    <message>
        <source> That earns α × %1 = %2, so S = %3, %4.</source>
        <translation> Das bringt α × %1 = %2, also S = %3, %4.</translation>
    </message>
    <message>
        <source> No penalty: S = %1, %2.</source>
        <translation> Kein Malus: S = %1, %2.</translation>
    </message>
    <message>
        <source>Picked by “%1”.</source>
        <translation>Gewählt von „%1“.</translation>
    </message>
    <message>
        <source>Swapped by hand.</source>
        <translation>Von Hand getauscht.</translation>
    </message>
    <message>
        <source>Chosen by hand; the selection had answer %1 over answer %2.</source>
        <translation>Von Hand gewählt; die Auswahl hatte Antwort %1 vor Antwort %2.</translation>
    </message>
    <message>
        <source>Both texts were edited; the numbers are those of the answers before.</source>
        <translation>Beide Texte wurden bearbeitet; die Zahlen sind die der vorigen Antworten.</translation>
    </message>
    <message>
        <source>%1 was edited; its numbers are those of the answer before.</source>
        <translation>%1 wurde bearbeitet; die Zahlen sind die der vorigen Antwort.</translation>
    </message>
    <message>
        <source>The generation run no longer has one of the two answers.</source>
        <translation>Der Erzeugungslauf hat eine der beiden Antworten nicht mehr.</translation>
    </message>
    <message>
        <source>A full bar is 1.</source>
        <translation>Ein voller Balken ist 1.</translation>
    </message>
    <message>
        <source>MAS</source>
        <translation>MAS</translation>
    </message>
    <message>
        <source>From the lowest to the highest of this sample&apos;s answers.</source>
        <translation>Von der niedrigsten bis zur höchsten Antwort dieses Beispiels.</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>A full bar is the sample&apos;s longest answer.</source>
        <translation>Ein voller Balken ist die längste Antwort des Beispiels.</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Of R_l against R_w, by the equation; a full bar is 1.</source>
        <translation>Von R_l gegen R_w, nach der Gleichung; ein voller Balken ist 1.</translation>
    </message>
    <message>
        <source>the only rival</source>
        <translation>der einzige Rivale</translation>
    </message>
    <message>
        <source>the highest of %1 rivals</source>
        <translation>das höchste von %1 Rivalen</translation>
    </message>
    <message>
        <source>number %1 of %2 rivals</source>
        <translation>Nummer %1 von %2 Rivalen</translation>
    </message>
    <message>
        <source>; the model finds both alike by %1.</source>
        <translation>; nach %1 sind dem Modell beide gleich.</translation>
    </message>
</context>
<context>
    <name>TrainingFields</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The run&apos;s name in the project.</source>
        <translation>Der Name des Laufs im Projekt.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>The saved selection whose pairs are trained on. It is frozen first, so that what was trained on stays known.</source>
        <translation>Die gespeicherte Auswahl, auf deren Paaren trainiert wird. Sie wird zuerst eingefroren, damit bekannt bleibt, worauf trainiert wurde.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The folder of the vision-language model that is tuned: the one that gave the candidates.</source>
        <translation>Der Ordner des Bild-Sprach-Modells, das getunt wird: dasjenige, von dem die Kandidaten stammen.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>The folder of the run: adapter, checkpoints, metrics.</source>
        <translation>Der Ordner des Laufs: Adapter, Checkpoints, Metriken.</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Trainingsziel</translation>
    </message>
    <message>
        <source>dpo: prefer R_w to R_l. sft: learn R_w alone.</source>
        <translation>dpo: R_w gegenüber R_l bevorzugen. sft: nur R_w lernen.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>sigmoid is DPO&apos;s. Several are a sum with weights: sigmoid:1,sft:0.1. For objective dpo.</source>
        <translation>sigmoid ist der von DPO. Mehrere werden gewichtet summiert: sigmoid:1,sft:0.1. Für das Trainingsziel dpo.</translation>
    </message>
    <message>
        <source>β</source>
        <translation>β</translation>
    </message>
    <message>
        <source>Beta of DPO: how strongly the model is held to its reference. Larger: closer to it.</source>
        <translation>Beta von DPO: wie stark das Modell an seiner Referenz gehalten wird. Größer: näher an ihr.</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA-Rang</translation>
    </message>
    <message>
        <source>The inner width of a new adapter.</source>
        <translation>Die innere Breite eines neuen Adapters.</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA-Alpha</translation>
    </message>
    <message>
        <source>The adapter&apos;s output is scaled by alpha / rank.</source>
        <translation>Die Ausgabe des Adapters wird mit Alpha / Rang skaliert.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Pairs an optimizer step.</source>
        <translation>Paare je Optimiererschritt.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>At the end of the warm-up.</source>
        <translation>Am Ende des Warm-ups.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the pairs.</source>
        <translation>Durchgänge durch die Paare.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Optimizer steps, instead of epochs. Empty: by epochs.</source>
        <translation>Optimiererschritte statt Epochen. Leer: nach Epochen.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Warm-up</translation>
    </message>
    <message>
        <source>Share of the steps in which the learning rate rises, rounded up. From 1 on: steps.</source>
        <translation>Anteil der Schritte, in denen die Lernrate steigt, aufgerundet. Ab 1: Anzahl der Schritte.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How the learning rate falls after the warm-up.</source>
        <translation>Wie die Lernrate nach dem Warm-up fällt.</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Of AdamW.</source>
        <translation>Von AdamW.</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>Gradients are clipped to it. 0: not.</source>
        <translation>Gradienten werden darauf begrenzt. 0: nicht.</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA-Dropout</translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs that is dropped, below 1.</source>
        <translation>Anteil der Eingaben des Adapters, der weggelassen wird, unter 1.</translation>
    </message>
    <message>
        <source>Target modules</source>
        <translation>Zielmodule</translation>
    </message>
    <message>
        <source>Names (q_proj,v_proj) or one regular expression over full names. Empty: every projection of the language model.</source>
        <translation>Namen (q_proj,v_proj) oder ein regulärer Ausdruck über die vollen Namen. Leer: jede Projektion des Sprachmodells.</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>Micro-Batch</translation>
    </message>
    <message>
        <source>Metrics, and the memory of sft, go by so many pairs. Empty: the whole batch.</source>
        <translation>Metriken und der Speicher von sft richten sich nach so vielen Paaren. Leer: der ganze Batch.</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Label-Smoothing</translation>
    </message>
    <message>
        <source>The share of pairs that are taken to be the wrong way round, for the loss robust; below 0.5.</source>
        <translation>Der Anteil der Paare, die als vertauscht gelten, für den Loss robust; unter 0,5.</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>The folder of an adapter to start from. Empty: a new one.</source>
        <translation>Der Ordner eines Adapters, mit dem begonnen wird. Leer: ein neuer.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>base: the model without its adapter. initial: with the adapter to start from, as it is.</source>
        <translation>base: das Modell ohne Adapter. initial: mit dem Adapter, mit dem begonnen wird, wie er ist.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Of the adapter, the order of the pairs, and dropout.</source>
        <translation>Für den Adapter, die Reihenfolge der Paare und den Dropout.</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Checkpoint alle</translation>
    </message>
    <message>
        <source>Steps between checkpoints. Empty: by time alone.</source>
        <translation>Schritte zwischen zwei Checkpoints. Leer: nur nach Zeit.</translation>
    </message>
    <message>
        <source>And every</source>
        <translation>Und alle</translation>
    </message>
    <message>
        <source>Minutes between checkpoints, at most.</source>
        <translation>Höchstens so viele Minuten zwischen zwei Checkpoints.</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>Chat-Template</translation>
    </message>
    <message>
        <source>A name or a file. Empty: the model folder&apos;s own.</source>
        <translation>Ein Name oder eine Datei. Leer: das aus dem Modellordner.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where the training runs. auto: on a GPU where there is one.</source>
        <translation>Wo trainiert wird. auto: auf einer GPU, wo es eine gibt.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlentyp</translation>
    </message>
    <message>
        <source>auto: float32 on a CPU, bfloat16 on a GPU.</source>
        <translation>auto: float32 auf einer CPU, bfloat16 auf einer GPU.</translation>
    </message>
    <message>
        <source>Keep the order</source>
        <translation>Reihenfolge behalten</translation>
    </message>
    <message>
        <source>Pairs are taken in the selection&apos;s order.</source>
        <translation>Die Paare werden in der Reihenfolge der Auswahl genommen.</translation>
    </message>
    <message>
        <source>Ignore EXIF</source>
        <translation>EXIF nicht beachten</translation>
    </message>
    <message>
        <source>Images are not turned as their EXIF orientation says.</source>
        <translation>Bilder werden nicht so gedreht, wie es ihre EXIF-Angabe sagt.</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>Alle Gewichte</translation>
    </message>
    <message>
        <source>With objective sft: every weight of the language model, no adapter.</source>
        <translation>Mit dem Trainingsziel sft: jedes Gewicht des Sprachmodells, kein Adapter.</translation>
    </message>
    <message>
        <source>“%1” is no loss. There are: %2.</source>
        <translation>„%1“ ist kein Loss. Es gibt: %2.</translation>
    </message>
    <message>
        <source>The weight of %1 is a number, as in sigmoid:1,sft:0.1.</source>
        <translation>Das Gewicht von %1 ist eine Zahl, wie in sigmoid:1,sft:0.1.</translation>
    </message>
    <message>
        <source>A whole number is expected.</source>
        <translation>Hier gehört eine ganze Zahl hin.</translation>
    </message>
    <message>
        <source>A number is expected, such as %1.</source>
        <translation>Hier gehört eine Zahl hin, etwa %1.</translation>
    </message>
    <message>
        <source>A number above %1 is expected.</source>
        <translation>Hier gehört eine Zahl über %1 hin.</translation>
    </message>
    <message>
        <source>A number from %1 on is expected.</source>
        <translation>Hier gehört eine Zahl ab %1 hin.</translation>
    </message>
    <message>
        <source>A number up to %1 is expected.</source>
        <translation>Hier gehört eine Zahl bis %1 hin.</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>fewer than two candidates</source>
        <translation>weniger als zwei Kandidaten</translation>
    </message>
    <message>
        <source>scores missing</source>
        <translation>Bewertungen fehlen</translation>
    </message>
    <message>
        <source>log-probability missing</source>
        <translation>Log-Wahrscheinlichkeit fehlt</translation>
    </message>
    <message>
        <source>all answers equal</source>
        <translation>alle Antworten gleich</translation>
    </message>
    <message>
        <source>all scores equal</source>
        <translation>alle Bewertungen gleich</translation>
    </message>
    <message>
        <source>below the minimum gap</source>
        <translation>unter dem Mindestabstand</translation>
    </message>
    <message>
        <source>left out for length balance</source>
        <translation>für den Längenausgleich weggelassen</translation>
    </message>
    <message>
        <source>the best answer against the worse one that the model is most confident of (M3P-Selection)</source>
        <translation>die beste Antwort gegen die schlechtere, bei der sich das Modell am sichersten ist (M3P-Selection)</translation>
    </message>
    <message>
        <source>the best answer against the worst, by MAS alone</source>
        <translation>die beste Antwort gegen die schlechteste, allein nach dem MAS</translation>
    </message>
    <message>
        <source>pairs drawn from all whose scores differ, with length balance (RLAIF-V)</source>
        <translation>Paare, gezogen aus allen mit verschiedener Bewertung, mit Längenausgleich (RLAIF-V)</translation>
    </message>
    <message>
        <source>best against worst by a mix of the ranks of MAS and of the model&apos;s own log-probability (CSR)</source>
        <translation>die beste gegen die schlechteste nach einer Mischung der Ränge von MAS und eigener Log-Wahrscheinlichkeit des Modells (CSR)</translation>
    </message>
    <message>
        <source>two different answers at random, the one with the higher MAS chosen (vanilla DPO)</source>
        <translation>zwei verschiedene Antworten zufällig, die mit dem höheren MAS als bevorzugte (einfaches DPO)</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>zeichnen</translation>
    </message>
    <message>
        <source>import</source>
        <translation>importieren</translation>
    </message>
    <message>
        <source>generate</source>
        <translation>erzeugen</translation>
    </message>
    <message>
        <source>score</source>
        <translation>bewerten</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>train</source>
        <translation>trainieren</translation>
    </message>
    <message>
        <source>evaluate</source>
        <translation>auswerten</translation>
    </message>
    <message>
        <source>visual relevance</source>
        <translation>visuelle Relevanz</translation>
    </message>
    <message>
        <source>semantic accuracy</source>
        <translation>semantische Richtigkeit</translation>
    </message>
    <message>
        <source>instruction adherence</source>
        <translation>Befolgung der Anweisung</translation>
    </message>
</context>
<context>
    <name>m3po::AgreementView</name>
    <message>
        <source>Agreement over α and δ</source>
        <translation>Übereinstimmung über α und δ</translation>
    </message>
    <message>
        <source>agreement over α and δ</source>
        <translation>Übereinstimmung über α und δ</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>δ</source>
        <translation>δ</translation>
    </message>
    <message>
        <source>Where α and δ would leave the pairs as they are: shown as soon as there are pairs.</source>
        <translation>Wo α und δ die Paare ließen, wie sie sind: zu sehen, sobald es Paare gibt.</translation>
    </message>
    <message>
        <source>α %1, δ %2: %3 % of the pairs are the same, %4 of %5</source>
        <translation>α %1, δ %2: %3 % der Paare sind dieselben, %4 von %5</translation>
    </message>
    <message>
        <source>Same pairs as now: %1 % where it is faintest, 100 % where it is strongest. Ring: the paper&apos;s; cross: now.</source>
        <translation>Dieselben Paare wie jetzt: %1 %, wo es am blassesten, 100 %, wo es am kräftigsten ist. Ring: die Werte des Papers; Kreuz: jetzt.</translation>
    </message>
</context>
<context>
    <name>m3po::AlignedTexts</name>
    <message>
        <source>R_w and R_l, word under word</source>
        <translation>R_w und R_l, Wort unter Wort</translation>
    </message>
    <message>
        <source>R_w: %1
R_l: %2</source>
        <translation>R_w: %1
R_l: %2</translation>
    </message>
    <message>
        <source>Copy R_w</source>
        <translation>R_w kopieren</translation>
    </message>
    <message>
        <source>Copy R_l</source>
        <translation>R_l kopieren</translation>
    </message>
</context>
<context>
    <name>m3po::AnswerScores</name>
    <message>
        <source>Scores of both answers</source>
        <translation>Bewertungen beider Antworten</translation>
    </message>
    <message>
        <source>%1: R_w %2, R_l %3</source>
        <translation>%1: R_w %2, R_l %3</translation>
    </message>
    <message>
        <source>%1
R_w %2
R_l %3
%4</source>
        <translation>%1
R_w %2
R_l %3
%4</translation>
    </message>
</context>
<context>
    <name>m3po::AnswersModel</name>
    <message>
        <source>broken</source>
        <translation>verdorben</translation>
    </message>
    <message>
        <source>both wrong</source>
        <translation>beide falsch</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>behoben</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>both right</source>
        <translation>beide richtig</translation>
    </message>
    <message>
        <source>question %1</source>
        <translation>Frage %1</translation>
    </message>
    <message>
        <source>%1
read as: %2</source>
        <translation>%1
gelesen als: %2</translation>
    </message>
    <message>
        <source>log P(yes) − log P(no) at the answer&apos;s first token, of %1</source>
        <translation>log P(ja) − log P(nein) am ersten Token der Antwort, von %1</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Log odds
of yes</source>
        <translation>Log-Odds
für Ja</translation>
    </message>
    <message>
        <source>Log odds
first</source>
        <translation>Log-Odds
erste</translation>
    </message>
    <message>
        <source>Log odds
second</source>
        <translation>Log-Odds
zweite</translation>
    </message>
</context>
<context>
    <name>m3po::AnswersView</name>
    <message>
        <source>All answers</source>
        <translation>Alle Antworten</translation>
    </message>
    <message>
        <source>Wrong in either</source>
        <translation>In einer von beiden falsch</translation>
    </message>
    <message>
        <source>Broken by tuning</source>
        <translation>Durch Tuning verdorben</translation>
    </message>
    <message>
        <source>Fixed by tuning</source>
        <translation>Durch Tuning behoben</translation>
    </message>
    <message>
        <source>Texts differ</source>
        <translation>Texte verschieden</translation>
    </message>
    <message>
        <source>Which answers</source>
        <translation>Welche Antworten</translation>
    </message>
    <message>
        <source>Broken: the first is right and the second wrong. Fixed: the other way round.</source>
        <translation>Verdorben: die erste richtig und die zweite falsch. Behoben: umgekehrt.</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter answers by text</source>
        <translation>Antworten nach Text filtern</translation>
    </message>
    <message>
        <source>The question and its answers in full</source>
        <translation>Die Frage und ihre Antworten in voller Länge</translation>
    </message>
    <message>
        <source>Answers side by side</source>
        <translation>Antworten nebeneinander</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Choose a row above to read its answers, or two rows to see them beside each other.</source>
        <translation>Oben eine Zeile wählen, um ihre Antworten zu lesen, oder zwei Zeilen, um sie nebeneinander zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln questions</source>
        <translation>
            <numerusform>%Ln Frage</numerusform>
            <numerusform>%Ln Fragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln questions</source>
        <translation>
            <numerusform>%1 von %Ln Frage</numerusform>
            <numerusform>%1 von %Ln Fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 fixed, %2 broken</source>
        <translation>%1 behoben, %2 verdorben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not judged</source>
        <translation>
            <numerusform>%Ln nicht beurteilt</numerusform>
            <numerusform>%Ln nicht beurteilt</numerusform>
        </translation>
    </message>
    <message>
        <source>An older version kept them without a verdict. The same evaluation, started again, adds it without asking anything twice.</source>
        <translation>Eine ältere Version hat sie ohne Urteil abgelegt. Dieselbe Auswertung, noch einmal gestartet, trägt es nach, ohne etwas zweimal zu fragen.</translation>
    </message>
    <message>
        <source>Question %1. The project keeps neither its text nor its picture: an older version evaluated it. The same evaluation, started again, adds them without asking anything twice.</source>
        <translation>Frage %1. Das Projekt hat weder ihren Text noch ihr Bild: Eine ältere Version hat sie ausgewertet. Dieselbe Auswertung, noch einmal gestartet, trägt beides nach, ohne etwas zweimal zu fragen.</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>Label: %1</translation>
    </message>
    <message>
        <source>%1 has not answered it.</source>
        <translation>%1 hat sie nicht beantwortet.</translation>
    </message>
    <message>
        <source>read as: %1</source>
        <translation>gelesen als: %1</translation>
    </message>
    <message>
        <source>log odds of yes: %1</source>
        <translation>Log-Odds für Ja: %1</translation>
    </message>
</context>
<context>
    <name>m3po::AuditPanel</name>
    <message>
        <source>Nothing is left to take back.</source>
        <translation>Es ist nichts mehr rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Nothing was taken back.</source>
        <translation>Es wurde nichts rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Audited selection</source>
        <translation>Geprüfte Auswahl</translation>
    </message>
    <message>
        <source>The saved selection whose pairs are audited</source>
        <translation>Die gespeicherte Auswahl, deren Paare geprüft werden</translation>
    </message>
    <message>
        <source>Pairs without a verdict</source>
        <translation>Paare ohne Urteil</translation>
    </message>
    <message>
        <source>Pairs that are kept: as they were, swapped or edited</source>
        <translation>Paare, die behalten werden: unverändert, getauscht oder bearbeitet</translation>
    </message>
    <message>
        <source>Pairs that are left out</source>
        <translation>Paare, die weggelassen werden</translation>
    </message>
    <message>
        <source>Pairs to be looked at again, whatever the verdict</source>
        <translation>Paare, die man wieder ansehen will, gleich mit welchem Urteil</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>Alle Paare</translation>
    </message>
    <message>
        <source>Take the filter away</source>
        <translation>Den Filter wegnehmen</translation>
    </message>
    <message>
        <source>Audit all pairs of the selection</source>
        <translation>Alle Paare der Auswahl prüfen</translation>
    </message>
    <message>
        <source>What the audit says</source>
        <translation>Was die Prüfung meldet</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Reviewed pairs</source>
        <translation>Geprüfte Paare</translation>
    </message>
    <message>
        <source>How often you agree with the selection</source>
        <translation>Wie oft Sie der Auswahl zustimmen</translation>
    </message>
    <message>
        <source>Pairs that you accepted as they were selected, of those with a verdict: by thirds of the selection&apos;s pairs by S, and by which answer the model prefers</source>
        <translation>Paare, die Sie unverändert angenommen haben, von denen mit Urteil: nach Dritteln der Paare der Auswahl nach S und danach, welche Antwort das Modell bevorzugt</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist offen.</translation>
    </message>
    <message>
        <source>An audit goes through the pairs of a selection. There are no candidates yet to select from.</source>
        <translation>Eine Prüfung geht die Paare einer Auswahl durch. Noch gibt es keine Kandidaten, aus denen auszuwählen wäre.</translation>
    </message>
    <message>
        <source>Generate candidates…</source>
        <translation>Kandidaten erzeugen…</translation>
    </message>
    <message>
        <source>An audit goes through the pairs of a selection. The candidates have no scores yet to select by.</source>
        <translation>Eine Prüfung geht die Paare einer Auswahl durch. Die Kandidaten haben noch keine Bewertungen, nach denen auszuwählen wäre.</translation>
    </message>
    <message>
        <source>Score candidates…</source>
        <translation>Kandidaten bewerten…</translation>
    </message>
    <message>
        <source>An audit goes through the pairs of a saved selection, and none has been saved yet.</source>
        <translation>Eine Prüfung geht die Paare einer gespeicherten Auswahl durch, und noch ist keine gespeichert.</translation>
    </message>
    <message>
        <source>Save the selection…</source>
        <translation>Die Auswahl speichern…</translation>
    </message>
    <message>
        <source>Reading the pairs of “%1”…</source>
        <translation>Die Paare von „%1“ werden gelesen…</translation>
    </message>
    <message>
        <source>“%1” has no pairs.</source>
        <translation>„%1“ hat keine Paare.</translation>
    </message>
    <message>
        <source>“%1” has no pair of this sample.</source>
        <translation>„%1“ hat kein Paar zu diesem Beispiel.</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>Nächstes Paar</translation>
    </message>
    <message>
        <source>“%1” has no pair among the samples that are left.</source>
        <translation>„%1“ hat unter den übrigen Beispielen kein Paar.</translation>
    </message>
    <message>
        <source>No pair is pending: all %1 have their verdict.</source>
        <translation>Kein Paar ist offen: Alle %1 haben ihr Urteil.</translation>
    </message>
    <message>
        <source>None of %1 pairs has been accepted yet.</source>
        <translation>Von %1 Paaren ist noch keines angenommen.</translation>
    </message>
    <message>
        <source>None of %1 pairs has been rejected.</source>
        <translation>Von %1 Paaren ist keines abgelehnt.</translation>
    </message>
    <message>
        <source>None of %1 pairs is flagged.</source>
        <translation>Von %1 Paaren ist keines markiert.</translation>
    </message>
    <message>
        <source>Show all pairs</source>
        <translation>Alle Paare zeigen</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>%1 von %2 geprüft</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>You agree in %1 (%2 %); by S: low %3, middle %4, high %5; the model prefers R_l %6, R_w %7</source>
        <translation>Sie stimmen in %1 zu (%2 %); nach S: niedrig %3, mittel %4, hoch %5; das Modell bevorzugt R_l %6, R_w %7</translation>
    </message>
    <message>
        <source>Answer %1 is R_l of this pair.</source>
        <translation>Antwort %1 ist R_l dieses Paares.</translation>
    </message>
    <message>
        <source>Answer %1 is R_w of this pair.</source>
        <translation>Antwort %1 ist R_w dieses Paares.</translation>
    </message>
    <message>
        <source>This is the last pair of the queue.</source>
        <translation>Das ist das letzte Paar der Warteschlange.</translation>
    </message>
    <message>
        <source>This is the first pair of the queue.</source>
        <translation>Das ist das erste Paar der Warteschlange.</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>Auswahl speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>Keep the pair as it is seen, and go on</source>
        <translation>Das Paar behalten, wie es zu sehen ist, und weiter</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>A&amp;blehnen</translation>
    </message>
    <message>
        <source>Leave the pair out, and go on</source>
        <translation>Das Paar weglassen und weiter</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>&amp;Tauschen</translation>
    </message>
    <message>
        <source>Exchange R_w and R_l, and go on</source>
        <translation>R_w und R_l vertauschen und weiter</translation>
    </message>
    <message>
        <source>&amp;Flag</source>
        <translation>&amp;Markieren</translation>
    </message>
    <message>
        <source>Mark the pair to be looked at again, or take the mark away</source>
        <translation>Das Paar zum Wiederansehen markieren oder die Markierung wegnehmen</translation>
    </message>
    <message>
        <source>&amp;Edit texts</source>
        <translation>Texte b&amp;earbeiten</translation>
    </message>
    <message>
        <source>Write either answer anew</source>
        <translation>Eine der Antworten neu schreiben</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Write a note on the pair</source>
        <translation>Eine Notiz zum Paar schreiben</translation>
    </message>
    <message>
        <source>&amp;Undo verdict</source>
        <translation>&amp;Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Take back what was said last</source>
        <translation>Zurücknehmen, was zuletzt gesagt wurde</translation>
    </message>
    <message>
        <source>Re&amp;do verdict</source>
        <translation>Urteil &amp;wiederherstellen</translation>
    </message>
    <message>
        <source>Say again what was taken back</source>
        <translation>Noch einmal sagen, was zurückgenommen wurde</translation>
    </message>
    <message>
        <source>Ne&amp;xt pair</source>
        <translation>Nä&amp;chstes Paar</translation>
    </message>
    <message>
        <source>The next pair of the queue</source>
        <translation>Das nächste Paar der Warteschlange</translation>
    </message>
    <message>
        <source>&amp;Previous pair</source>
        <translation>&amp;Voriges Paar</translation>
    </message>
    <message>
        <source>The pair of the queue before this one</source>
        <translation>Das Paar der Warteschlange vor diesem</translation>
    </message>
    <message>
        <source>Picture at full si&amp;ze</source>
        <translation>Bild in voller &amp;Größe</translation>
    </message>
    <message>
        <source>Show the picture at full size; hold Space for a moment&apos;s look</source>
        <translation>Das Bild in voller Größe zeigen; für einen kurzen Blick die Leertaste halten</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>Tasten&amp;kürzel…</translation>
    </message>
    <message>
        <source>The list of keys</source>
        <translation>Die Liste der Tastenkürzel</translation>
    </message>
    <message>
        <source>R_w: answer %1</source>
        <translation>R_w: Antwort %1</translation>
    </message>
    <message>
        <source>R_l: answer %1</source>
        <translation>R_l: Antwort %1</translation>
    </message>
    <message>
        <source>Take this answer, by MAS, as R_w</source>
        <translation>Diese Antwort, nach MAS gezählt, als R_w nehmen</translation>
    </message>
    <message>
        <source>Take this answer, by MAS, as R_l</source>
        <translation>Diese Antwort, nach MAS gezählt, als R_l nehmen</translation>
    </message>
    <message>
        <source>Keys of the audit</source>
        <translation>Tastenkürzel der Prüfung</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>1 … 9</source>
        <translation>1 … 9</translation>
    </message>
    <message>
        <source>Take the answer of that number as R_l</source>
        <translation>Die Antwort mit dieser Nummer als R_l nehmen</translation>
    </message>
    <message>
        <source>Shift+1 … 9</source>
        <translation>Umschalt+1 … 9</translation>
    </message>
    <message>
        <source>Take the answer of that number as R_w</source>
        <translation>Die Antwort mit dieser Nummer als R_w nehmen</translation>
    </message>
    <message>
        <source>Ctrl+Return, Escape</source>
        <translation>Strg+Eingabe, Escape</translation>
    </message>
    <message>
        <source>Keep an edited text; leave it as it was</source>
        <translation>Einen bearbeiteten Text behalten; ihn lassen, wie er war</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>m3po::AuditQueue</name>
    <message>
        <source>pending</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>getauscht</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>Pair %1 of %2: %3</source>
        <translation>Paar %1 von %2: %3</translation>
    </message>
    <message>
        <source>%1, flagged</source>
        <translation>%1, markiert</translation>
    </message>
</context>
<context>
    <name>m3po::AuditSession</name>
    <message>
        <source>Not kept: %1</source>
        <translation>Nicht behalten: %1</translation>
    </message>
</context>
<context>
    <name>m3po::Bars</name>
    <message>
        <source>Evaluations as bars</source>
        <translation>Auswertungen als Balken</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>benchmark, figure</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>m3po::CandidatesModel</name>
    <message>
        <source>MAS %1</source>
        <translation>MAS %1</translation>
    </message>
    <message numerus="yes">
        <source>log P %1, sum over %n token(s)</source>
        <translation>
            <numerusform>log P %1, Summe über %n Token</numerusform>
            <numerusform>log P %1, Summe über %n Token</numerusform>
        </translation>
    </message>
    <message>
        <source>S %1</source>
        <translation>S %1</translation>
    </message>
    <message>
        <source>R_w, the best answer</source>
        <translation>R_w, die beste Antwort</translation>
    </message>
    <message>
        <source>R_l, the hard negative</source>
        <translation>R_l, das harte Negativ</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>MAS</source>
        <translation>MAS</translation>
    </message>
    <message>
        <source>log P</source>
        <translation>log P</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>m3po::CandidatesPanel</name>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>No candidates yet. The model can answer each sample 32 times.</source>
        <translation>Noch keine Kandidaten. Das Modell kann jedes Beispiel 32-mal beantworten.</translation>
    </message>
    <message>
        <source>Generate candidates…</source>
        <translation>Kandidaten erzeugen…</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>candidates</source>
        <translation>Kandidaten</translation>
    </message>
</context>
<context>
    <name>m3po::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Eintippen, was zu tun ist</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
</context>
<context>
    <name>m3po::CompareSelections</name>
    <message>
        <source>Show in the library</source>
        <translation>In der Bibliothek zeigen</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Compare saved selections</source>
        <translation>Gespeicherte Auswahlen vergleichen</translation>
    </message>
    <message>
        <source>First selection</source>
        <translation>Erste Auswahl</translation>
    </message>
    <message>
        <source>Second selection</source>
        <translation>Zweite Auswahl</translation>
    </message>
    <message>
        <source>What they have in common</source>
        <translation>Was sie gemeinsam haben</translation>
    </message>
    <message>
        <source>Leave only these samples in the library</source>
        <translation>In der Bibliothek nur diese Beispiele lassen</translation>
    </message>
    <message>
        <source>Read these pairs one by one, as the first selection has them; those that it lacks, as the second has them</source>
        <translation>Diese Paare einzeln lesen, wie die erste Auswahl sie hat; die ihr fehlen, wie die zweite sie hat</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>%</source>
        <comment>share</comment>
        <translation>%</translation>
    </message>
    <message>
        <source>Samples by what the two selections make of them</source>
        <translation>Beispiele danach, was die beiden Auswahlen aus ihnen machen</translation>
    </message>
    <message>
        <source>compared selections</source>
        <translation>verglichene Auswahlen</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweite</translation>
    </message>
    <message>
        <source>There is no saved selection yet.</source>
        <translation>Es gibt noch keine gespeicherte Auswahl.</translation>
    </message>
    <message>
        <source>Neither has a pair.</source>
        <translation>Keine von beiden hat ein Paar.</translation>
    </message>
    <message>
        <source>%1 % of %2 samples with a pair have the same one. Of the others that have one in both, %3 have another R_w, %4 another R_l.</source>
        <translation>%1 % von %2 Beispielen mit Paar haben dasselbe. Von den übrigen mit einem Paar in beiden haben %3 ein anderes R_w, %4 ein anderes R_l.</translation>
    </message>
    <message>
        <source>the same in both</source>
        <translation>in beiden dasselbe</translation>
    </message>
    <message>
        <source>other ones</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>only in “%1”</source>
        <translation>nur in „%1“</translation>
    </message>
    <message>
        <source>pairs that “%1” and “%2” share</source>
        <translation>Paare, die „%1“ und „%2“ gemeinsam haben</translation>
    </message>
    <message>
        <source>pairs that differ between “%1” and “%2”</source>
        <translation>Paare, in denen sich „%1“ und „%2“ unterscheiden</translation>
    </message>
    <message>
        <source>pairs of “%1” that “%2” lacks</source>
        <translation>Paare von „%1“, die „%2“ fehlen</translation>
    </message>
</context>
<context>
    <name>m3po::ComponentLegend</name>
    <message>
        <source>Components of the MAS</source>
        <translation>Komponenten des MAS</translation>
    </message>
    <message>
        <source>Each part of a bar is a component&apos;s share of the MAS: %1</source>
        <translation>Jeder Teil eines Balkens ist der Anteil einer Komponente am MAS: %1</translation>
    </message>
</context>
<context>
    <name>m3po::CurvePlot</name>
    <message>
        <source>%1%2 step %3: %4</source>
        <comment>run, side, step, value</comment>
        <translation>%1%2 Schritt %3: %4</translation>
    </message>
</context>
<context>
    <name>m3po::Curves</name>
    <message>
        <source>No run is shown. Start one on the left, or check some in the table below: their loss, rewards, margins, accuracies, log-probabilities, learning rate and gradient norm appear here while they train.</source>
        <translation>Kein Lauf wird gezeigt. Links einen starten oder unten in der Tabelle welche ankreuzen: Loss, Rewards, Margins, Accuracies, Log-Wahrscheinlichkeiten, Lernrate und Gradientennorm erscheinen hier, während trainiert wird.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>reward margin</source>
        <translation>Reward-Margin</translation>
    </message>
    <message>
        <source>rewards</source>
        <translation>Rewards</translation>
    </message>
    <message>
        <source>reward accuracy</source>
        <translation>Reward-Accuracy</translation>
    </message>
    <message>
        <source>log-probabilities</source>
        <translation>Log-Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>seconds a step</source>
        <translation>Sekunden je Schritt</translation>
    </message>
    <message>
        <source>Smoothing of the curves</source>
        <translation>Glättung der Kurven</translation>
    </message>
    <message>
        <source>Exponential smoothing, corrected for its beginning; the raw line stays faint behind it</source>
        <translation>Exponentielle Glättung, am Anfang korrigiert; die rohe Linie bleibt blass dahinter</translation>
    </message>
    <message>
        <source>Values under the pointer</source>
        <translation>Werte unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>What a curve means</source>
        <translation>Was eine Kurve bedeutet</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>In %1 the reward of R_w falls while the margin grows: the model makes R_l less likely faster than R_w. DPO rewards the difference alone, so this is usual; it hurts when answers become short or odd. A larger β, a lower learning rate, or the loss sigmoid:1,sft:0.1 holds R_w up.</source>
        <translation>In %1 fällt der Reward von R_w, während die Margin wächst: Das Modell macht R_l schneller unwahrscheinlicher als R_w. DPO belohnt nur den Unterschied, das ist also üblich; es schadet, wenn Antworten kurz oder seltsam werden. Ein größeres β, eine kleinere Lernrate oder der Loss sigmoid:1,sft:0.1 hält R_w oben.</translation>
    </message>
</context>
<context>
    <name>m3po::EvaluationPanel</name>
    <message>
        <source>No evaluation yet. A model, with an adapter and without, answers a benchmark&apos;s questions; its figures stand here as a table and as bars, its answers beside each other.</source>
        <translation>Noch keine Auswertung. Ein Modell beantwortet, mit Adapter und ohne, die Fragen eines Benchmarks; seine Werte stehen hier als Tabelle und als Balken, seine Antworten nebeneinander.</translation>
    </message>
    <message>
        <source>Evaluate…</source>
        <translation>Auswerten…</translation>
    </message>
    <message>
        <source>Evaluations by model and adapter</source>
        <translation>Auswertungen nach Modell und Adapter</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>Auswertungen</translation>
    </message>
    <message>
        <source>What the number was made by</source>
        <translation>Woraus die Zahl entstand</translation>
    </message>
    <message>
        <source>Click a number to see what it was made by.</source>
        <translation>Auf eine Zahl klicken, um zu sehen, woraus sie entstand.</translation>
    </message>
</context>
<context>
    <name>m3po::HeatLegend</name>
    <message>
        <source>Colours of the tokens</source>
        <translation>Farben der Token</translation>
    </message>
    <message>
        <source>A token&apos;s probability, from 1 to %1 and below: the stronger the colour, the less likely. Its log-probability is in its tool tip.</source>
        <translation>Die Wahrscheinlichkeit eines Tokens, von 1 bis %1 und darunter: je kräftiger die Farbe, desto unwahrscheinlicher. Seine Log-Wahrscheinlichkeit steht im Tooltip.</translation>
    </message>
    <message>
        <source>likely: 1</source>
        <translation>wahrscheinlich: 1</translation>
    </message>
    <message>
        <source>%1 and less</source>
        <comment>a probability</comment>
        <translation>%1 und weniger</translation>
    </message>
</context>
<context>
    <name>m3po::HeatText</name>
    <message>
        <source>Answer, tokens coloured by log-probability</source>
        <translation>Antwort, Token nach Log-Wahrscheinlichkeit gefärbt</translation>
    </message>
    <message>
        <source>Choose a candidate to read its answer.</source>
        <translation>Einen Kandidaten wählen, um seine Antwort zu lesen.</translation>
    </message>
    <message>
        <source>log P %1</source>
        <translation>log P %1</translation>
    </message>
</context>
<context>
    <name>m3po::HistogramView</name>
    <message numerus="yes">
        <source>%Ln pairs between %1 and %2</source>
        <translation>
            <numerusform>%Ln Paar zwischen %1 und %2</numerusform>
            <numerusform>%Ln Paare zwischen %1 und %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs up to %1</source>
        <translation>
            <numerusform>%Ln Paar bis %1</numerusform>
            <numerusform>%Ln Paare bis %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs from %1 on</source>
        <translation>
            <numerusform>%Ln Paar ab %1</numerusform>
            <numerusform>%Ln Paare ab %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs from %1 to %2</source>
        <translation>
            <numerusform>%Ln Paar von %1 bis %2</numerusform>
            <numerusform>%Ln Paare von %1 bis %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::ImageView</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Wheel: zoom; drag: move; 0: fit; Space: full size</source>
        <translation>Mausrad: Zoom; ziehen: verschieben; 0: einpassen; Leertaste: volle Größe</translation>
    </message>
    <message>
        <source>No sample is chosen. Choose one in the library.</source>
        <translation>Kein Beispiel ist gewählt. In der Bibliothek eines wählen.</translation>
    </message>
</context>
<context>
    <name>m3po::JobQueue</name>
    <message>
        <source>Stopped when the worker ended. Resume it to go on from where it was.</source>
        <translation>Angehalten, als der Worker endete. Fortsetzen macht dort weiter, wo er war.</translation>
    </message>
    <message>
        <source>Cancelled before it began.</source>
        <translation>Abgebrochen, bevor es begann.</translation>
    </message>
    <message>
        <source>Stopped; what was done is kept. Resume it to go on from there.</source>
        <translation>Angehalten; was getan war, bleibt. Fortsetzen macht dort weiter.</translation>
    </message>
    <message>
        <source>The worker did not understand the window: %1</source>
        <translation>Der Worker hat das Fenster nicht verstanden: %1</translation>
    </message>
    <message>
        <source>Change the request and start it again; nothing was stored.</source>
        <translation>Den Auftrag ändern und neu starten; gespeichert wurde nichts.</translation>
    </message>
    <message>
        <source>Mend the named file or row, then resume; what was stored before stays.</source>
        <translation>Die genannte Datei oder Zeile berichtigen, dann fortsetzen; was vorher gespeichert war, bleibt.</translation>
    </message>
    <message>
        <source>Bring back what is missing, or name another place, then resume.</source>
        <translation>Das Fehlende zurückholen oder einen anderen Ort nennen, dann fortsetzen.</translation>
    </message>
    <message>
        <source>Free some space or check the disk, then resume; what was stored before stays.</source>
        <translation>Platz schaffen oder den Datenträger prüfen, dann fortsetzen; was vorher gespeichert war, bleibt.</translation>
    </message>
    <message>
        <source>This program cannot do that; the project is as it was.</source>
        <translation>Das kann dieses Programm nicht; das Projekt ist, wie es war.</translation>
    </message>
    <message>
        <source>Choose another name, or wait for the other program, then resume.</source>
        <translation>Einen anderen Namen wählen oder auf das andere Programm warten, dann fortsetzen.</translation>
    </message>
    <message>
        <source>This is a mistake in the program; the log has more. What was stored stays, and resuming may help.</source>
        <translation>Das ist ein Fehler im Programm; im Protokoll steht mehr. Was gespeichert war, bleibt, und Fortsetzen kann helfen.</translation>
    </message>
    <message>
        <source>%1 It is started again.</source>
        <translation>%1 Er wird neu gestartet.</translation>
    </message>
    <message>
        <source>%1 It was the second time within a minute, so it is not started again; resume a job to try once more.</source>
        <translation>%1 Das war das zweite Mal binnen einer Minute, darum wird er nicht neu gestartet; einen Auftrag fortsetzen, um es noch einmal zu versuchen.</translation>
    </message>
    <message>
        <source>%1 Resume to go on from where it was.</source>
        <translation>%1 Fortsetzen macht dort weiter, wo er war.</translation>
    </message>
    <message>
        <source>Of an earlier sitting. Resume it to go on from where it was.</source>
        <translation>Aus einer früheren Sitzung. Fortsetzen macht dort weiter, wo er war.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>stage, done</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <comment>stage, done, total</comment>
        <translation>%1 %2 von %3</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Verbleibend</translation>
    </message>
</context>
<context>
    <name>m3po::JobStrip</name>
    <message>
        <source>Progress of the job</source>
        <translation>Fortschritt des Auftrags</translation>
    </message>
    <message>
        <source>The job that runs</source>
        <translation>Der laufende Auftrag</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>End at the group&apos;s end; what was done is kept</source>
        <translation>Am Ende der Gruppe aufhören; was getan ist, bleibt</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Show the queue and what the job says</source>
        <translation>Die Warteschlange zeigen und was der Auftrag meldet</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation>%1 vergangen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on from where it was</source>
        <translation>Dort weitermachen, wo er war</translation>
    </message>
    <message>
        <source>Hold still between two groups, with the models kept in memory</source>
        <translation>Zwischen zwei Gruppen stillhalten, die Modelle bleiben im Speicher</translation>
    </message>
</context>
<context>
    <name>m3po::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Log of the job</source>
        <translation>Protokoll des Auftrags</translation>
    </message>
    <message>
        <source>What the chosen job says stands here.</source>
        <translation>Hier steht, was der gewählte Auftrag meldet.</translation>
    </message>
    <message>
        <source>How the job stands</source>
        <translation>Wie es um den Auftrag steht</translation>
    </message>
    <message>
        <source>What happened to the worker</source>
        <translation>Was mit dem Worker geschah</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Pause job</source>
        <translation>Auftrag pausieren</translation>
    </message>
    <message>
        <source>Hold still between two groups, with the models kept in memory</source>
        <translation>Zwischen zwei Gruppen stillhalten, die Modelle bleiben im Speicher</translation>
    </message>
    <message>
        <source>Resume job</source>
        <translation>Auftrag fortsetzen</translation>
    </message>
    <message>
        <source>Go on from where it was</source>
        <translation>Dort weitermachen, wo er war</translation>
    </message>
    <message>
        <source>Stop job and keep</source>
        <translation>Auftrag anhalten und behalten</translation>
    </message>
    <message>
        <source>End at the group&apos;s end; what was done is kept</source>
        <translation>Am Ende der Gruppe aufhören; was getan ist, bleibt</translation>
    </message>
    <message>
        <source>Remove job from the list</source>
        <translation>Auftrag aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Take one that is over from the list</source>
        <translation>Einen beendeten Auftrag aus der Liste nehmen</translation>
    </message>
    <message>
        <source>No job yet. Generating, scoring, training, evaluating and exporting run here, one after the other.</source>
        <translation>Noch kein Auftrag. Erzeugen, Bewerten, Trainieren, Auswerten und Exportieren laufen hier, eins nach dem andern.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>job, state</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryDelegate</name>
    <message>
        <source>no picture</source>
        <translation>kein Bild</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryFilters</name>
    <message>
        <source>Any review</source>
        <translation>Jede Prüfung</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Swapped</source>
        <translation>Getauscht</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Filter samples by review</source>
        <translation>Beispiele nach Prüfung filtern</translation>
    </message>
    <message>
        <source>What was said in the audit of the selection that is compared with</source>
        <translation>Was in der Prüfung der verglichenen Auswahl gesagt wurde</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>Jede Bewertung</translation>
    </message>
    <message>
        <source>MAS of R_w</source>
        <translation>MAS von R_w</translation>
    </message>
    <message>
        <source>MAS of the best answer</source>
        <translation>MAS der besten Antwort</translation>
    </message>
    <message>
        <source>S of R_l</source>
        <translation>S von R_l</translation>
    </message>
    <message>
        <source>What the hard negative was chosen by</source>
        <translation>Wonach das harte Negativ gewählt wurde</translation>
    </message>
    <message>
        <source>Gap of MAS</source>
        <translation>MAS-Abstand</translation>
    </message>
    <message>
        <source>MAS(R_w) − MAS(R_l)</source>
        <translation>MAS(R_w) − MAS(R_l)</translation>
    </message>
    <message>
        <source>Gap of log P</source>
        <translation>log-P-Abstand</translation>
    </message>
    <message>
        <source>log P(R_w) − log P(R_l); below 0 the model prefers R_l</source>
        <translation>log P(R_w) − log P(R_l); unter 0 bevorzugt das Modell R_l</translation>
    </message>
    <message>
        <source>log P of R_w</source>
        <translation>log P von R_w</translation>
    </message>
    <message>
        <source>How likely the best answer is to the model</source>
        <translation>Wie wahrscheinlich die beste Antwort für das Modell ist</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>Uneinigkeit</translation>
    </message>
    <message>
        <source>Of the evaluators: the widest gap between two components of the MAS of one candidate, over the sample&apos;s candidates</source>
        <translation>Der Bewerter: der größte Abstand zwischen zwei MAS-Komponenten eines Kandidaten, über die Kandidaten des Beispiels</translation>
    </message>
    <message>
        <source>Filter samples by a score</source>
        <translation>Beispiele nach einer Bewertung filtern</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>any</source>
        <comment>end of a range</comment>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>From this value on; empty for any</source>
        <translation>Ab diesem Wert; leer für beliebig</translation>
    </message>
    <message>
        <source>Up to this value; empty for any</source>
        <translation>Bis zu diesem Wert; leer für beliebig</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryModel</name>
    <message>
        <source>has a pair</source>
        <translation>hat ein Paar</translation>
    </message>
    <message>
        <source>has no pair</source>
        <translation>hat kein Paar</translation>
    </message>
    <message>
        <source>%1; %2, changed</source>
        <translation>%1; %2, geändert</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryPanel</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter samples by text</source>
        <translation>Beispiele nach Text filtern</translation>
    </message>
    <message>
        <source>All samples</source>
        <translation>Alle Beispiele</translation>
    </message>
    <message>
        <source>With a pair</source>
        <translation>Mit Paar</translation>
    </message>
    <message>
        <source>Without a pair</source>
        <translation>Ohne Paar</translation>
    </message>
    <message>
        <source>Pair changed</source>
        <translation>Paar geändert</translation>
    </message>
    <message>
        <source>Without candidates</source>
        <translation>Ohne Kandidaten</translation>
    </message>
    <message>
        <source>Without scores</source>
        <translation>Ohne Bewertungen</translation>
    </message>
    <message>
        <source>Filter samples by state</source>
        <translation>Beispiele nach Zustand filtern</translation>
    </message>
    <message>
        <source>As imported</source>
        <translation>Wie importiert</translation>
    </message>
    <message>
        <source>S, highest first</source>
        <translation>S, höchstes zuerst</translation>
    </message>
    <message>
        <source>MAS gap, widest first</source>
        <translation>MAS-Abstand, größter zuerst</translation>
    </message>
    <message>
        <source>MAS gap, narrowest first</source>
        <translation>MAS-Abstand, kleinster zuerst</translation>
    </message>
    <message>
        <source>Surest of R_l first</source>
        <translation>R_l am sichersten zuerst</translation>
    </message>
    <message>
        <source>MAS of R_w, highest first</source>
        <translation>MAS von R_w, höchster zuerst</translation>
    </message>
    <message>
        <source>Disagreement, widest first</source>
        <translation>Uneinigkeit, größte zuerst</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>Order of the samples</source>
        <translation>Reihenfolge der Beispiele</translation>
    </message>
    <message>
        <source>Clear the brush</source>
        <translation>Pinselauswahl aufheben</translation>
    </message>
    <message>
        <source>Show all samples again</source>
        <translation>Wieder alle Beispiele zeigen</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter by review and by scores</source>
        <translation>Nach Prüfung und nach Bewertungen filtern</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Saved views: filters and order under a name, kept in the project</source>
        <translation>Gespeicherte Ansichten: Filter und Reihenfolge unter einem Namen, im Projekt abgelegt</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>All samples, as imported</source>
        <translation>Alle Beispiele, wie importiert</translation>
    </message>
    <message>
        <source>Filters •</source>
        <comment>some are in use</comment>
        <translation>Filter •</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Its filters and its order are kept under this name:</source>
        <translation>Ihre Filter und ihre Reihenfolge werden unter diesem Namen abgelegt:</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>Gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>“%1” was saved by another version, which knows filters that this one lacks.</source>
        <translation>„%1“ wurde von einer anderen Version gespeichert, die Filter kennt, die dieser fehlen.</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>Diese Ansicht speichern…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No project is open. Open one from the Project menu, or drop it here.</source>
        <translation>Kein Projekt ist offen. Eines über das Menü „Projekt“ öffnen oder hierher ziehen.</translation>
    </message>
    <message>
        <source>This project has no samples yet. Import a data set (Project: Import…).</source>
        <translation>Dieses Projekt hat noch keine Beispiele. Einen Datensatz importieren (Projekt: Importieren…).</translation>
    </message>
    <message>
        <source>No sample is left. Clear the filter to see all of them.</source>
        <translation>Kein Beispiel ist übrig. Den Filter aufheben, um alle zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples</source>
        <translation>
            <numerusform>%Ln Beispiel</numerusform>
            <numerusform>%Ln Beispiele</numerusform>
        </translation>
    </message>
    <message>
        <source>Last imported first</source>
        <translation>Zuletzt importierte zuerst</translation>
    </message>
    <message>
        <source>Instruction, from the end</source>
        <translation>Anweisung, von hinten</translation>
    </message>
    <message>
        <source>S, lowest first</source>
        <translation>S, niedrigstes zuerst</translation>
    </message>
    <message>
        <source>Surest of R_w first</source>
        <translation>R_w am sichersten zuerst</translation>
    </message>
    <message>
        <source>MAS of R_w, lowest first</source>
        <translation>MAS von R_w, niedrigster zuerst</translation>
    </message>
    <message>
        <source>Disagreement, narrowest first</source>
        <translation>Uneinigkeit, kleinste zuerst</translation>
    </message>
    <message>
        <source>Export “%1” as CSV…</source>
        <translation>„%1“ als CSV exportieren…</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
</context>
<context>
    <name>m3po::MainWindow</name>
    <message>
        <source>What is happening</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>Streudiagramm</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>The demo runs. Its project opens as soon as there is one.</source>
        <translation>Die Demo läuft. Ihr Projekt wird geöffnet, sobald es da ist.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Projects (*.m3po)</source>
        <translation>Projekte (*.m3po)</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1: fertig.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>A job is running</source>
        <translation>Ein Auftrag läuft</translation>
    </message>
    <message>
        <source>What shall become of the jobs that are not over? Nothing that they have stored is lost.</source>
        <translation>Was soll aus den Aufträgen werden, die nicht beendet sind? Was sie gespeichert haben, geht nicht verloren.</translation>
    </message>
    <message>
        <source>Leave them running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Pause until the next start</source>
        <translation>Bis zum nächsten Start ruhen lassen</translation>
    </message>
    <message>
        <source>Stop them</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Waiting until the job&apos;s group is stored…</source>
        <translation>Warten, bis die Gruppe des Auftrags gespeichert ist…</translation>
    </message>
    <message>
        <source>&amp;Selection</source>
        <translation>&amp;Auswahl</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>&amp;Freeze…</source>
        <translation>&amp;Einfrieren…</translation>
    </message>
    <message>
        <source>Show &amp;changed pairs</source>
        <translation>&amp;Geänderte Paare zeigen</translation>
    </message>
    <message>
        <source>A&amp;udit changed pairs…</source>
        <translation>Geänderte Paare &amp;prüfen…</translation>
    </message>
    <message>
        <source>Show &amp;all samples</source>
        <translation>&amp;Alle Beispiele zeigen</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Next sample</source>
        <translation>&amp;Nächstes Beispiel</translation>
    </message>
    <message>
        <source>&amp;Previous sample</source>
        <translation>&amp;Voriges Beispiel</translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation>&amp;Erkunden</translation>
    </message>
    <message>
        <source>&amp;Audit</source>
        <translation>P&amp;rüfen</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Trainieren</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Befehle…</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>&amp;Über</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>M3PO Workbench %1

Carries out “M3PO: Multimodal-Model-Guided Preference Optimization for Visual Instruction Following”.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>M3PO Workbench %1

Führt „M3PO: Multimodal-Model-Guided Preference Optimization for Visual Instruction Following“ aus.

Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Neu…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>&amp;Export pairs…</source>
        <translation>Paare &amp;exportieren…</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Generate candidates…</source>
        <translation>Kandidaten &amp;erzeugen…</translation>
    </message>
    <message>
        <source>&amp;Score candidates…</source>
        <translation>Kandidaten &amp;bewerten…</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>&amp;Trainieren…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Wie der &amp;Desktop</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>D&amp;unkel</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Befehle…</translation>
    </message>
    <message>
        <source>Every action by a few letters of its name (Ctrl+Shift+P)</source>
        <translation>Jede Aktion über ein paar Buchstaben ihres Namens (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation>Datensatz importieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>There is no preference set yet. Freeze a selection (Selection: Freeze…), then export it.</source>
        <translation>Es gibt noch keinen Präferenzdatensatz. Eine Auswahl einfrieren (Auswahl: Einfrieren…), dann exportieren.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>samples, candidates</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples</source>
        <translation>
            <numerusform>%Ln Beispiel</numerusform>
            <numerusform>%Ln Beispiele</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates</source>
        <translation>
            <numerusform>%Ln Kandidat</numerusform>
            <numerusform>%Ln Kandidaten</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>Die Sprache wechselt beim nächsten Start.</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>This project says that its images lie in %1, which is outside of its own folder and was not chosen on this machine. If the project is from somebody whom you do not trust, leave them hidden.</source>
        <translation>Dieses Projekt sagt, seine Bilder lägen in %1. Das ist außerhalb seines eigenen Ordners und wurde nicht auf diesem Rechner gewählt. Stammt das Projekt von jemandem, dem Sie nicht vertrauen, sollten sie verborgen bleiben.</translation>
    </message>
    <message>
        <source>Images elsewhere</source>
        <translation>Bilder an anderem Ort</translation>
    </message>
    <message>
        <source>Show images from there</source>
        <translation>Bilder von dort zeigen</translation>
    </message>
    <message>
        <source>Leave hidden</source>
        <translation>Verborgen lassen</translation>
    </message>
    <message>
        <source>Co&amp;mpare saved selections…</source>
        <translation>Gespeicherte Auswahlen &amp;vergleichen…</translation>
    </message>
    <message>
        <source>E&amp;xport this table or plot…</source>
        <translation>Diese &amp;Tabelle oder dieses Diagramm exportieren…</translation>
    </message>
    <message>
        <source>Click the table or the plot that you want as a file, then export it.</source>
        <translation>Die Tabelle oder das Diagramm anklicken, das eine Datei werden soll, dann exportieren.</translation>
    </message>
    <message>
        <source>&amp;Evaluate…</source>
        <translation>&amp;Auswerten…</translation>
    </message>
    <message>
        <source>Choose R_&amp;l</source>
        <translation>R_&amp;l wählen</translation>
    </message>
    <message>
        <source>Choose R_&amp;w</source>
        <translation>R_&amp;w wählen</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
</context>
<context>
    <name>m3po::MovedPairs</name>
    <message>
        <source>Audit these pairs</source>
        <translation>Diese Paare prüfen</translation>
    </message>
    <message>
        <source>Margins that moved most and least</source>
        <translation>Margins, die sich am meisten und am wenigsten bewegt haben</translation>
    </message>
    <message>
        <source>moved pairs</source>
        <translation>bewegte Paare</translation>
    </message>
    <message>
        <source>Show these pairs in the audit, as the selection has them</source>
        <translation>Diese Paare in der Prüfung zeigen, wie die Auswahl sie hat</translation>
    </message>
    <message>
        <source>Choose a run in the table below.</source>
        <translation>Unten in der Tabelle einen Lauf wählen.</translation>
    </message>
    <message>
        <source>%1 tells nothing of single pairs: it trains no pairs, or was made by an older version.</source>
        <translation>%1 sagt nichts über einzelne Paare: Es trainiert keine Paare oder stammt von einer älteren Version.</translation>
    </message>
    <message>
        <source>Of %1. A reward margin is β times how far R_w has gained on R_l against the reference.</source>
        <translation>Von %1. Eine Reward-Margin ist β mal dem, was R_w gegenüber der Referenz auf R_l gewonnen hat.</translation>
    </message>
    <message>
        <source>pairs that “%1” moved most and least</source>
        <translation>Paare, die „%1“ am meisten und am wenigsten bewegt hat</translation>
    </message>
</context>
<context>
    <name>m3po::MovedPairsModel</name>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>%1

margin %2 at step %3, %4 at step %5

R_w: %6

R_l: %7</source>
        <translation>%1

Marge %2 bei Schritt %3, %4 bei Schritt %5

R_w: %6

R_l: %7</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
</context>
<context>
    <name>m3po::NewProject</name>
    <message>
        <source>Data sets (*.json *.jsonl)</source>
        <translation>Datensätze (*.json *.jsonl)</translation>
    </message>
    <message>
        <source>Projects (*.m3po)</source>
        <translation>Projekte (*.m3po)</translation>
    </message>
    <message>
        <source>&amp;A data set:</source>
        <translation>Ein &amp;Datensatz:</translation>
    </message>
    <message>
        <source>&amp;One question for every image:</source>
        <translation>Eine &amp;Frage für jedes Bild:</translation>
    </message>
    <message>
        <source>&amp;Nothing yet; I shall import later</source>
        <translation>Noch &amp;nichts; ich importiere später</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>A project is one file. It refers to a folder of images, which are never changed, and keeps everything else: samples, candidates, scores, pairs and training runs.</source>
        <translation>Ein Projekt ist eine Datei. Es verweist auf einen Ordner mit Bildern, die nie verändert werden, und bewahrt alles Übrige: Beispiele, Kandidaten, Bewertungen, Paare und Trainingsläufe.</translation>
    </message>
    <message>
        <source>Describe the image in detail.</source>
        <translation>Beschreibe das Bild im Detail.</translation>
    </message>
    <message>
        <source>Project file</source>
        <translation>Projektdatei</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>Bilderordner</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Question for every image</source>
        <translation>Frage für jedes Bild</translation>
    </message>
    <message>
        <source>LLaVA-Instruct, ShareGPT4V, LLaVA questions, TRL or LLaMA-Factory pairs</source>
        <translation>LLaVA-Instruct, ShareGPT4V, LLaVA-Fragen, Paare von TRL oder LLaMA-Factory</translation>
    </message>
    <message>
        <source>Folder of &amp;images</source>
        <translation>&amp;Bilderordner</translation>
    </message>
    <message>
        <source>What is asked about them</source>
        <translation>Was dazu gefragt wird</translation>
    </message>
    <message>
        <source>&amp;Project file</source>
        <translation>&amp;Projektdatei</translation>
    </message>
    <message>
        <source>The commands that this stands for</source>
        <translation>Die Befehle, für die das steht</translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The commands that this stands for:</source>
        <translation>Die Befehle, für die das steht:</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Still missing: the folder of images.</source>
        <translation>Noch fehlt: der Bilderordner.</translation>
    </message>
    <message>
        <source>%1: there is no such folder.</source>
        <translation>%1: diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>Still missing: the data set, or choose one of the other two.</source>
        <translation>Noch fehlt: der Datensatz; oder eine der anderen beiden Möglichkeiten wählen.</translation>
    </message>
    <message>
        <source>%1: there is no such file.</source>
        <translation>%1: diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Still missing: the question.</source>
        <translation>Noch fehlt: die Frage.</translation>
    </message>
    <message>
        <source>Still missing: the project file.</source>
        <translation>Noch fehlt: die Projektdatei.</translation>
    </message>
    <message>
        <source>%1 is there already; choose another name, or open it.</source>
        <translation>%1 gibt es schon; einen anderen Namen wählen oder es öffnen.</translation>
    </message>
</context>
<context>
    <name>m3po::Notifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>m3po::NumberSlider</name>
    <message>
        <source>Arrows: 0.01, Shift: 0.1; double click: %1</source>
        <translation>Pfeiltasten: 0,01, mit Umschalt: 0,1; Doppelklick: %1</translation>
    </message>
    <message>
        <source>%1, exact</source>
        <translation>%1, genau</translation>
    </message>
</context>
<context>
    <name>m3po::PairEditor</name>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>Lassen, wie es war</translation>
    </message>
    <message>
        <source>Keep both texts (Ctrl+Return)</source>
        <translation>Beide Texte behalten (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Forget what was written (Escape)</source>
        <translation>Vergessen, was geschrieben wurde (Escape)</translation>
    </message>
    <message>
        <source>Text of R_w</source>
        <translation>Text von R_w</translation>
    </message>
    <message>
        <source>Text of R_l</source>
        <translation>Text von R_l</translation>
    </message>
</context>
<context>
    <name>m3po::PairView</name>
    <message>
        <source>Instruction</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>Why this pair</source>
        <translation>Warum dieses Paar</translation>
    </message>
    <message>
        <source>What was said of this pair</source>
        <translation>Was zu diesem Paar gesagt wurde</translation>
    </message>
    <message>
        <source>The sample&apos;s answers, by MAS</source>
        <translation>Die Antworten des Beispiels, nach MAS</translation>
    </message>
    <message>
        <source>Note (N)</source>
        <translation>Notiz (N)</translation>
    </message>
    <message>
        <source>A note on this pair (N). Return keeps it, Escape leaves it as it was.</source>
        <translation>Eine Notiz zu diesem Paar (N). Eingabe behält sie, Escape lässt sie, wie sie war.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Swapped</source>
        <translation>Getauscht</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>An answer without a text cannot be learned from. Write one, or leave with Escape.</source>
        <translation>Aus einer Antwort ohne Text lässt sich nicht lernen. Einen schreiben oder mit Escape verlassen.</translation>
    </message>
    <message>
        <source>Both texts are the same: there is nothing to prefer. Change one, or leave with Escape.</source>
        <translation>Beide Texte sind gleich: Es gibt nichts zu bevorzugen. Einen ändern oder mit Escape verlassen.</translation>
    </message>
</context>
<context>
    <name>m3po::RankedAnswersModel</name>
    <message>
        <source>×%1  %2</source>
        <translation>×%1  %2</translation>
    </message>
    <message>
        <source>%1

Double click: R_l; with Shift: R_w</source>
        <translation>%1

Doppelklick: R_l; mit Umschalt: R_w</translation>
    </message>
    <message>
        <source>By MAS; 1 to 9 choose R_l, with Shift R_w</source>
        <translation>Nach MAS; 1 bis 9 wählen R_l, mit Umschalt R_w</translation>
    </message>
    <message>
        <source>S against R_w, by the equation</source>
        <translation>S gegen R_w, nach der Gleichung</translation>
    </message>
    <message>
        <source>#</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>MAS</source>
        <translation>MAS</translation>
    </message>
    <message>
        <source>log P</source>
        <translation>log P</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>m3po::ResultsModel</name>
    <message>
        <source>%1 …</source>
        <comment>answers so far</comment>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Not evaluated</source>
        <translation>Nicht ausgewertet</translation>
    </message>
    <message>
        <source>The best of its column.</source>
        <translation>Der beste Wert seiner Spalte.</translation>
    </message>
    <message>
        <source>Click: what it was made by</source>
        <translation>Klick: woraus es entstand</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Asked with: %1</source>
        <translation>Gefragt mit: %1</translation>
    </message>
    <message>
        <source>More is better; the best is bold.</source>
        <translation>Mehr ist besser; der beste Wert ist fett.</translation>
    </message>
    <message>
        <source>Less is better; the best is bold.</source>
        <translation>Weniger ist besser; der beste Wert ist fett.</translation>
    </message>
    <message>
        <source>Neither more nor less is better.</source>
        <translation>Weder mehr noch weniger ist besser.</translation>
    </message>
</context>
<context>
    <name>m3po::RunsModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Checked runs are drawn over each other. Double click: start one like this.</source>
        <translation>Angekreuzte Läufe werden übereinander gezeichnet. Doppelklick: einen solchen starten.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Trainingsziel</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Accuracy</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
</context>
<context>
    <name>m3po::ScatterPanel</name>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>This sample</source>
        <translation>Dieses Beispiel</translation>
    </message>
    <message>
        <source>The candidates of the sample in view, and the equation as lines</source>
        <translation>Die Kandidaten des gezeigten Beispiels, und die Gleichung als Linien</translation>
    </message>
    <message>
        <source>Whole corpus</source>
        <translation>Ganzes Korpus</translation>
    </message>
    <message>
        <source>The candidates of all samples</source>
        <translation>Die Kandidaten aller Beispiele</translation>
    </message>
    <message>
        <source>Mark R_w and R_l of the selection among the points of the whole corpus</source>
        <translation>R_w und R_l der Auswahl unter den Punkten des ganzen Korpus hervorheben</translation>
    </message>
    <message>
        <source>Show pairs</source>
        <translation>Paare zeigen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write the plot as PNG, SVG or PDF</source>
        <translation>Das Diagramm als PNG, SVG oder PDF schreiben</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>What the scatter shows</source>
        <translation>Was das Streudiagramm zeigt</translation>
    </message>
    <message>
        <source>scatter</source>
        <translation>Streudiagramm</translation>
    </message>
</context>
<context>
    <name>m3po::ScatterPlot</name>
    <message>
        <source>No sample is chosen.</source>
        <translation>Kein Beispiel ist gewählt.</translation>
    </message>
    <message>
        <source>No candidate of this sample has both a MAS and a log P yet.</source>
        <translation>Noch kein Kandidat dieses Beispiels hat sowohl einen MAS als auch ein log P.</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>log P(R_w) − δ</source>
        <translation>log P(R_w) − δ</translation>
    </message>
    <message>
        <source>S %1</source>
        <translation>S %1</translation>
    </message>
    <message>
        <source>brush: MAS %1–%2, log P %3–%4</source>
        <translation>Pinsel: MAS %1–%2, log P %3–%4</translation>
    </message>
    <message>
        <source>Scatter of MAS and log-probability</source>
        <translation>Streudiagramm von MAS und Log-Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist offen.</translation>
    </message>
    <message>
        <source>No candidates yet. Generate some, and they appear here as points of MAS and log P.</source>
        <translation>Noch keine Kandidaten. Sind welche erzeugt, erscheinen sie hier als Punkte nach MAS und log P.</translation>
    </message>
    <message>
        <source>The selection is being computed…</source>
        <translation>Die Auswahl wird berechnet…</translation>
    </message>
    <message>
        <source>%1 candidates are being sorted…</source>
        <translation>%1 Kandidaten werden sortiert…</translation>
    </message>
    <message>
        <source>No candidate has both a MAS and a log P yet. Score them, and they appear here.</source>
        <translation>Noch kein Kandidat hat sowohl einen MAS als auch ein log P. Sind sie bewertet, erscheinen sie hier.</translation>
    </message>
    <message>
        <source>log P(R)</source>
        <translation>log P(R)</translation>
    </message>
    <message>
        <source>log P(R) per token</source>
        <translation>log P(R) je Token</translation>
    </message>
    <message>
        <source>density of %1 points</source>
        <translation>Dichte von %1 Punkten</translation>
    </message>
    <message>
        <source>; R_w (disc) and R_l (ring) of %1 pairs are drawn once fewer than %2 are in view</source>
        <translation>; R_w (Scheibe) und R_l (Ring) von %1 Paaren werden gezeichnet, sobald weniger als %2 zu sehen sind</translation>
    </message>
    <message>
        <source>; R_w (disc) and R_l (ring) of the filtered samples</source>
        <translation>; R_w (Scheibe) und R_l (Ring) der gefilterten Beispiele</translation>
    </message>
    <message>
        <source>; disc: R_w, ring: R_l</source>
        <translation>; Scheibe: R_w, Ring: R_l</translation>
    </message>
    <message>
        <source>MAS</source>
        <translation>MAS</translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates; no pair: %1</source>
        <translation>
            <numerusform>%Ln Kandidat; kein Paar: %1</numerusform>
            <numerusform>%Ln Kandidaten; kein Paar: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates; W: R_w, the best answer; L: R_l, the hard negative, S %1</source>
        <translation>
            <numerusform>%Ln Kandidat; W: R_w, die beste Antwort; L: R_l, das harte Negativ, S %1</numerusform>
            <numerusform>%Ln Kandidaten; W: R_w, die beste Antwort; L: R_l, das harte Negativ, S %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln points</source>
        <translation>
            <numerusform>%Ln Punkt</numerusform>
            <numerusform>%Ln Punkte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::SelectionPanel</name>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>Delta</translation>
    </message>
    <message>
        <source>Minimum gap</source>
        <translation>Mindestabstand</translation>
    </message>
    <message>
        <source>as many longer as shorter</source>
        <translation>so viele längere wie kürzere</translation>
    </message>
    <message>
        <source>Show changed</source>
        <translation>Geänderte zeigen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation>Einfrieren…</translation>
    </message>
    <message>
        <source>S(R_l)</source>
        <translation>S(R_l)</translation>
    </message>
    <message>
        <source>MAS(R_w) − MAS(R_l)</source>
        <translation>MAS(R_w) − MAS(R_l)</translation>
    </message>
    <message>
        <source>log P(R_w) − log P(R_l)</source>
        <translation>log P(R_w) − log P(R_l)</translation>
    </message>
    <message>
        <source>Selector</source>
        <translation>Selektor</translation>
    </message>
    <message>
        <source>whole answer</source>
        <translation>ganze Antwort</translation>
    </message>
    <message>
        <source>per token</source>
        <translation>je Token</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>max(0, x)</source>
        <translation>max(0, x)</translation>
    </message>
    <message>
        <source>x, as penalty and bonus</source>
        <translation>x, als Malus und Bonus</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>Malus</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Store this selection in the project under a name</source>
        <translation>Diese Auswahl unter einem Namen im Projekt speichern</translation>
    </message>
    <message>
        <source>Make a preference set of a saved selection, which training reads</source>
        <translation>Aus einer gespeicherten Auswahl einen Präferenzdatensatz machen, den das Training liest</translation>
    </message>
    <message>
        <source>Leave only the samples whose pair differs in the library</source>
        <translation>In der Bibliothek nur die Beispiele lassen, deren Paar abweicht</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>δ</source>
        <translation>δ</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Gegen</translation>
    </message>
    <message>
        <source>Weights of the MAS</source>
        <translation>Gewichte des MAS</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>No pairs yet</source>
        <translation>Noch keine Paare</translation>
    </message>
    <message>
        <source>Candidates and their scores make a selection: generate them, then score them (menu Run).</source>
        <translation>Kandidaten und ihre Bewertungen ergeben eine Auswahl: erst erzeugen, dann bewerten (Menü „Starten“).</translation>
    </message>
    <message>
        <source>The model prefers R_l in %1 of the pairs (%2 per token)</source>
        <translation>Das Modell bevorzugt R_l in %1 der Paare (%2 je Token)</translation>
    </message>
    <message>
        <source>R_w has %1 tokens, R_l %2; R_w is longer in %3, shorter in %4</source>
        <translation>R_w hat %1 Token, R_l %2; R_w ist länger in %3, kürzer in %4</translation>
    </message>
    <message>
        <source>%1 without a pair: %2</source>
        <translation>%1 ohne Paar: %2</translation>
    </message>
    <message>
        <source>pairs that differ from “%1”</source>
        <translation>Paare, die von „%1“ abweichen</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>Auswahl speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Freeze a selection</source>
        <translation>Auswahl einfrieren</translation>
    </message>
    <message>
        <source>Its pairs become a preference set of the same name:</source>
        <translation>Ihre Paare werden zu einem Präferenzdatensatz gleichen Namens:</translation>
    </message>
    <message>
        <source>Audit the changed pairs</source>
        <translation>Die geänderten Paare prüfen</translation>
    </message>
    <message>
        <source>An audit is of a saved selection. Save this one as:</source>
        <translation>Geprüft wird eine gespeicherte Auswahl. Diese speichern als:</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs of %1 samples</source>
        <translation>
            <numerusform>%Ln Paar von %1 Beispielen</numerusform>
            <numerusform>%Ln Paare von %1 Beispielen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differ from “%1”: %2 gained, %3 lost</source>
        <translation>
            <numerusform>%Ln weicht von „%1“ ab: %2 gewonnen, %3 verloren</numerusform>
            <numerusform>%Ln weichen von „%1“ ab: %2 gewonnen, %3 verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>Thins the pairs at random until R_w is longer as often as it is shorter, so that length alone does not teach. RLAIF-V does so; the paper does not.</source>
        <translation>Dünnt die Paare zufällig aus, bis R_w ebenso oft länger wie kürzer ist, damit nicht allein die Länge lehrt. RLAIF-V macht es so; das Paper nicht.</translation>
    </message>
    <message>
        <source>Agreement over α and δ</source>
        <translation>Übereinstimmung über α und δ</translation>
    </message>
</context>
<context>
    <name>m3po::StageForm</name>
    <message>
        <source>The command line that this stands for</source>
        <translation>Die Befehlszeile, für die das steht</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Was fehlt</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The command line that this stands for:</source>
        <translation>Die Befehlszeile, für die das steht:</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Still missing: %1.</source>
        <translation>Noch fehlt: %1.</translation>
    </message>
    <message>
        <source>%1: there is no such folder (%2).</source>
        <translation>%1: diesen Ordner gibt es nicht (%2).</translation>
    </message>
    <message>
        <source>%1: there is no such file (%2).</source>
        <translation>%1: diese Datei gibt es nicht (%2).</translation>
    </message>
    <message>
        <source>Still missing: one of %1.</source>
        <translation>Noch fehlt: eines von %1.</translation>
    </message>
    <message>
        <source>One a line</source>
        <translation>Je Zeile eine</translation>
    </message>
</context>
<context>
    <name>m3po::StartPage</name>
    <message>
        <source>M3PO Workbench</source>
        <translation>M3PO Workbench</translation>
    </message>
    <message>
        <source>Preference pairs mined from a vision-language model&apos;s own answers: audit the hard negatives, steer α and δ, train, export.</source>
        <translation>Präferenzpaare aus den eigenen Antworten eines Bild-Sprach-Modells: harte Negative prüfen, α und δ steuern, trainieren, exportieren.</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>From a folder of images and what is asked about them (Ctrl+N)</source>
        <translation>Aus einem Bilderordner und dem, was dazu gefragt wird (Ctrl+N)</translation>
    </message>
    <message>
        <source>&amp;Open a project…</source>
        <translation>Projekt &amp;öffnen…</translation>
    </message>
    <message>
        <source>A .m3po file (Ctrl+O)</source>
        <translation>Eine .m3po-Datei (Ctrl+O)</translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation>&amp;Demo starten</translation>
    </message>
    <message>
        <source>The paper&apos;s whole loop on scenes that the program draws, with models that come with it; about ten minutes on two cores, and to be looked at meanwhile</source>
        <translation>Die ganze Schleife des Papers auf Szenen, die das Programm zeichnet, mit Modellen, die es mitbringt; etwa zehn Minuten auf zwei Kernen, und man kann dabei zusehen</translation>
    </message>
    <message>
        <source>Or drop here: a project, a folder of images, or a data set (LLaVA JSON, JSON lines).</source>
        <translation>Oder hierher ziehen: ein Projekt, einen Bilderordner oder einen Datensatz (LLaVA-JSON, JSON-Zeilen).</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>None yet. The demo is a good first one.</source>
        <translation>Noch keine. Die Demo ist ein guter Anfang.</translation>
    </message>
    <message>
        <source>What is happening</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>%1
%2 · %3</source>
        <comment>name, folder, date</comment>
        <translation>%1
%2 · %3</translation>
    </message>
    <message>
        <source>not there now</source>
        <translation>zurzeit nicht da</translation>
    </message>
    <message>
        <source>Take from the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>m3po::TrainingForm</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Save the selection of now…</source>
        <translation>Die jetzige Auswahl speichern…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More fields</source>
        <translation>Weitere Felder</translation>
    </message>
    <message>
        <source>The command line that this stands for</source>
        <translation>Die Befehlszeile, für die das steht</translation>
    </message>
    <message>
        <source>What it will cost</source>
        <translation>Was es kosten wird</translation>
    </message>
    <message>
        <source>Why it cannot start</source>
        <translation>Warum es nicht starten kann</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>Auswahl speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>%1 The paper&apos;s value is %2.</source>
        <translation>%1 Der Wert des Papers ist %2.</translation>
    </message>
    <message>
        <source>%1 By default %2.</source>
        <translation>%1 Voreingestellt: %2.</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>Back to the standard value: %1</source>
        <translation>Zurück zur Voreinstellung: %1</translation>
    </message>
    <message>
        <source>Back to the paper&apos;s value, %1</source>
        <translation>Zurück zum Wert des Papers, %1</translation>
    </message>
    <message>
        <source>Back to the standard value</source>
        <translation>Zurück zur Voreinstellung</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist offen.</translation>
    </message>
    <message>
        <source>There is no saved selection yet. Its pairs are what is trained on.</source>
        <translation>Es gibt noch keine gespeicherte Auswahl. Auf ihren Paaren wird trainiert.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The run needs a name.</source>
        <translation>Der Lauf braucht einen Namen.</translation>
    </message>
    <message>
        <source>A run named “%1” is there already. Choose another name, or resume it in the table of runs.</source>
        <translation>Einen Lauf namens „%1“ gibt es schon. Einen anderen Namen wählen oder ihn in der Tabelle der Läufe fortsetzen.</translation>
    </message>
    <message>
        <source>%1: no model was found there; a folder with a config.json was expected.</source>
        <translation>%1: dort liegt kein Modell; erwartet wurde ein Ordner mit einer config.json.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The run needs a folder for its output.</source>
        <translation>Der Lauf braucht einen Ordner für seine Ausgabe.</translation>
    </message>
    <message>
        <source>about %1 of memory</source>
        <translation>etwa %1 Speicher</translation>
    </message>
    <message>
        <source>memory: the model&apos;s folder does not tell its sizes</source>
        <translation>Speicher: der Modellordner nennt seine Größen nicht</translation>
    </message>
    <message>
        <source>about %1 by the last run&apos;s speed</source>
        <translation>etwa %1 beim Tempo des letzten Laufs</translation>
    </message>
    <message>
        <source>time: not known before a first run on this model</source>
        <translation>Zeit: vor einem ersten Lauf mit diesem Modell nicht bekannt</translation>
    </message>
    <message>
        <source>weights %1, adapter %2, gradients and optimizer %3, activations %4, images %5</source>
        <translation>Gewichte %1, Adapter %2, Gradienten und Optimierer %3, Aktivierungen %4, Bilder %5</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>pairs, steps</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln Paar</numerusform>
            <numerusform>%Ln Paare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps</source>
        <translation>
            <numerusform>%Ln Schritt</numerusform>
            <numerusform>%Ln Schritte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::TrainingPanel</name>
    <message>
        <source>Training runs</source>
        <translation>Trainingsläufe</translation>
    </message>
    <message>
        <source>training runs</source>
        <translation>Trainingsläufe</translation>
    </message>
    <message>
        <source>Pause training</source>
        <translation>Training pausieren</translation>
    </message>
    <message>
        <source>Hold still between two steps, with the model kept in memory</source>
        <translation>Zwischen zwei Schritten stillhalten, das Modell bleibt im Speicher</translation>
    </message>
    <message>
        <source>Stop training and keep</source>
        <translation>Training anhalten und behalten</translation>
    </message>
    <message>
        <source>End after this step; the checkpoint stays, and resuming goes on from it</source>
        <translation>Nach diesem Schritt aufhören; der Checkpoint bleibt, und Fortsetzen macht dort weiter</translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation>Training fortsetzen</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>Beim letzten Checkpoint weitermachen</translation>
    </message>
    <message>
        <source>Start one like this</source>
        <translation>Einen solchen starten</translation>
    </message>
    <message>
        <source>Fill the form with this run&apos;s parameters</source>
        <translation>Das Formular mit den Parametern dieses Laufs füllen</translation>
    </message>
    <message>
        <source>Train %1</source>
        <translation>%1 trainieren</translation>
    </message>
</context>
<context>
    <name>m3po::WorkerProcess</name>
    <message>
        <source>it did not end when asked to</source>
        <translation>er endete nicht, als er darum gebeten wurde</translation>
    </message>
    <message>
        <source>it says nothing that makes sense</source>
        <translation>er sagt nichts, was Sinn ergibt</translation>
    </message>
    <message>
        <source>it speaks version %1 of the protocol, this window version %2; install both from one package</source>
        <translation>er spricht Version %1 des Protokolls, dieses Fenster Version %2; beide aus einem Paket installieren</translation>
    </message>
    <message>
        <source>it has fallen silent</source>
        <translation>er ist verstummt</translation>
    </message>
    <message>
        <source>there is no such program</source>
        <translation>dieses Programm gibt es nicht</translation>
    </message>
    <message>
        <source>%1 could not be started: %2. Nothing in the project was touched.</source>
        <translation>%1 ließ sich nicht starten: %2. Am Projekt wurde nichts geändert.</translation>
    </message>
    <message>
        <source>The worker died: %1. What it had stored is safe; only the group that it was at is lost.</source>
        <translation>Der Worker ist ausgefallen: %1. Was er gespeichert hatte, ist sicher; nur die Gruppe, an der er war, ist verloren.</translation>
    </message>
    <message>
        <source>it was killed, perhaps because memory ran out; smaller batches or fewer slots need less</source>
        <translation>er wurde abgeschossen, vielleicht weil der Speicher ausging; kleinere Batches oder weniger Slots brauchen weniger</translation>
    </message>
    <message>
        <source>it gave up on itself (%1)</source>
        <translation>er hat sich selbst aufgegeben (%1)</translation>
    </message>
    <message>
        <source>it did not say why</source>
        <translation>er sagte nicht, warum</translation>
    </message>
    <message>
        <source>it crashed; this is a mistake in the program</source>
        <translation>er ist abgestürzt; das ist ein Fehler im Programm</translation>
    </message>
    <message>
        <source>it was asked to end by another program</source>
        <translation>ein anderes Programm bat ihn, zu enden</translation>
    </message>
    <message>
        <source>signal %1 ended it</source>
        <translation>Signal %1 hat ihn beendet</translation>
    </message>
    <message>
        <source>a library that it needs was not found (%1)</source>
        <translation>eine Bibliothek, die er braucht, wurde nicht gefunden (%1)</translation>
    </message>
    <message>
        <source>it ended with code %1 (%2)</source>
        <translation>er endete mit Code %1 (%2)</translation>
    </message>
</context>
<context>
    <name>m3po::Workspace</name>
    <message>
        <source>There is no selection to save yet.</source>
        <translation>Es gibt noch keine Auswahl zu speichern.</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist offen.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Audit, steer and export preference pairs.</source>
        <translation>Präferenzpaare prüfen, steuern und exportieren.</translation>
    </message>
    <message>
        <source>the project file to open; else the one that was open last</source>
        <translation>die Projektdatei, die geöffnet wird; sonst die zuletzt geöffnete</translation>
    </message>
    <message>
        <source>run the demo in this folder as a job, and open its project; what follows -- are options of m3po demo run</source>
        <translation>die Demo in diesem Ordner als Auftrag ausführen und ihr Projekt öffnen; was auf -- folgt, sind Optionen von m3po demo run</translation>
    </message>
    <message>
        <source>write pictures of every panel on PROJECT into this folder, and end</source>
        <translation>Bilder aller Felder zu PROJECT in diesen Ordner schreiben und enden</translation>
    </message>
</context>
</TS>
