<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_PT" sourcelanguage="en">
<context>
    <name>desktop_al</name>
    <message>
        <source> against </source>
        <translation> contra </translation>
    </message>
    <message>
        <source> and </source>
        <translation> e </translation>
    </message>
    <message>
        <source> or </source>
        <translation> ou </translation>
    </message>
    <message>
        <source> The last {n} are not on disk yet and are not in it.</source>
        <translation> As últimas {n} ainda não estão no disco e não fazem parte dele.</translation>
    </message>
    <message>
        <source>## Mild
A few red dots, nothing else.
## Mild or Severe?</source>
        <translation>## Ligeiro
Alguns pontos vermelhos, nada mais.
## Ligeiro ou Grave?</translation>
    </message>
    <message>
        <source>## Mild
Microaneurysms only.

## Mild or Severe?
Count the haemorrhages.</source>
        <translation>## Ligeiro
Só microaneurismas.

## Ligeiro ou Grave?
Contar as hemorragias.</translation>
    </message>
    <message>
        <source>(may be chance: {less} less to {more} more)</source>
        <translation>(pode ser acaso: de {less} menos a {more} mais)</translation>
    </message>
    <message>
        <source>({low} to {high})</source>
        <translation>({low} a {high})</translation>
    </message>
    <message>
        <source>, 80 % band {low:.1f} to {high:.1f}</source>
        <translation>, banda de 80 %: {low:.1f} a {high:.1f}</translation>
    </message>
    <message>
        <source>, 95 % range {low:.1f} to {high:.1f}</source>
        <translation>, intervalo de 95 %: {low:.1f} a {high:.1f}</translation>
    </message>
    <message>
        <source>, suggestion changed</source>
        <translation>, sugestão alterada</translation>
    </message>
    <message>
        <source>, with a comment</source>
        <translation>, com um comentário</translation>
    </message>
    <message numerus="yes">
        <source>, {n:,} audit samples</source>
        <comment>, {n:,} audit sample</comment>
        <translation>
            <numerusform>, {n:,} amostra de auditoria</numerusform>
            <numerusform>, {n:,} amostras de auditoria</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, {n:,} words</source>
        <comment>, {n:,} word</comment>
        <translation>
            <numerusform>, {n:,} palavra</numerusform>
            <numerusform>, {n:,} palavras</numerusform>
        </translation>
    </message>
    <message>
        <source>0 are marked Unsure.</source>
        <translation>0 estão marcadas Sem certeza.</translation>
    </message>
    <message>
        <source>0 or 1 wrong</source>
        <translation>0 ou 1 errada</translation>
    </message>
    <message>
        <source>1 backup in {folders} is not encrypted: delete it if it is not needed.</source>
        <translation>1 cópia de segurança em {folders} não está cifrada: eliminá-la se não for necessária.</translation>
    </message>
    <message>
        <source>1 to 9 belong to the place of the number row, with or without Shift. Letters follow what is printed on the key.</source>
        <translation>1 a 9 pertencem ao lugar na fila dos números, com ou sem Shift. As letras seguem o que está impresso na tecla.</translation>
    </message>
    <message>
        <source>1 to 9 give labels and stay so.</source>
        <translation>1 a 9 dão etiquetas e assim ficam.</translation>
    </message>
    <message>
        <source>5 more minutes</source>
        <translation>Mais 5 minutos</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>Intervalo de 95 %</translation>
    </message>
    <message>
        <source>95 % interval {span}</source>
        <translation>Intervalo de 95 %: {span}</translation>
    </message>
    <message>
        <source>95 % interval {span}, n {n}</source>
        <translation>Intervalo de 95 %: {span}, n {n}</translation>
    </message>
    <message>
        <source>95 % range</source>
        <translation>Intervalo de 95 %</translation>
    </message>
    <message numerus="yes">
        <source>95 % range {low} to {high}, {n:,} audit samples</source>
        <comment>95 % range {low} to {high}, {n:,} audit sample</comment>
        <translation>
            <numerusform>Intervalo de 95 %: {low} a {high}, {n:,} amostra de auditoria</numerusform>
            <numerusform>Intervalo de 95 %: {low} a {high}, {n:,} amostras de auditoria</numerusform>
        </translation>
    </message>
    <message>
        <source>95 % range {range}</source>
        <translation>Intervalo de 95 %: {range}</translation>
    </message>
    <message>
        <source>98 % and more</source>
        <translation>98 % ou mais</translation>
    </message>
    <message>
        <source>99.8 % of values</source>
        <translation>99,8 % dos valores</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <translation>um arquivo 7-Zip</translation>
    </message>
    <message>
        <source>A and {last}</source>
        <translation>A e {last}</translation>
    </message>
    <message>
        <source>A backup is being restored. The window can be closed when it is done.</source>
        <translation>Está a ser reposta uma cópia de segurança. A janela pode ser fechada quando terminar.</translation>
    </message>
    <message>
        <source>A backup is still being restored; it is locked when that is done.</source>
        <translation>Ainda está a ser reposta uma cópia de segurança; o projeto é bloqueado quando terminar.</translation>
    </message>
    <message>
        <source>A backup takes the place of the project file. Nothing is deleted: what came after the backup can be brought back with Merge project files, from the file that is kept.</source>
        <translation>Uma cópia de segurança toma o lugar do ficheiro de projeto. Nada é eliminado: o que veio depois da cópia pode ser recuperado com Juntar ficheiros de projeto, a partir do ficheiro que fica guardado.</translation>
    </message>
    <message>
        <source>A backup was made and checked: {name}.</source>
        <translation>Foi feita e verificada uma cópia de segurança: {name}.</translation>
    </message>
    <message>
        <source>A backup was made and checked: {path}</source>
        <translation>Foi feita e verificada uma cópia de segurança: {path}</translation>
    </message>
    <message>
        <source>A break is suggested after {time}.</source>
        <translation>Sugere-se uma pausa ao fim de {time}.</translation>
    </message>
    <message>
        <source>A break would help now</source>
        <translation>Uma pausa ajudaria agora</translation>
    </message>
    <message>
        <source>A caption can have {most} characters, not {given}.</source>
        <translation>Uma legenda pode ter {most} carateres, não {given}.</translation>
    </message>
    <message>
        <source>a change of the classes</source>
        <translation>uma alteração das classes</translation>
    </message>
    <message>
        <source>a class</source>
        <translation>uma classe</translation>
    </message>
    <message>
        <source>a class is a name, or fields such as name, key and definition, not a list.</source>
        <translation>uma classe é um nome, ou campos como name, key e definition, não uma lista.</translation>
    </message>
    <message>
        <source>A class name can have {most} characters, not {given}.</source>
        <translation>O nome de uma classe pode ter {most} carateres, não {given}.</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Uma classe precisa de um nome.</translation>
    </message>
    <message>
        <source>A class that was chosen is no longer there. Choose again.</source>
        <translation>Uma classe escolhida já não existe. Escolha de novo.</translation>
    </message>
    <message>
        <source>A class was added</source>
        <translation>Foi acrescentada uma classe</translation>
    </message>
    <message>
        <source>A class, or not worth it, is also given to what is nearly the same by the likeness that you set, as one step. The Label page says to how many; N keeps it to one. Unsure stays with its sample.</source>
        <translation>Uma classe, ou não vale a pena, é dada também ao que é quase igual segundo a semelhança definida, num só passo. A página Etiquetar diz a quantas; N limita a uma. Sem certeza fica com a sua amostra.</translation>
    </message>
    <message>
        <source>A copy of the project that was made before opens with the old passphrase as before.</source>
        <translation>Uma cópia do projeto feita antes continua a abrir com a frase-passe antiga.</translation>
    </message>
    <message>
        <source>A currency has up to {most} characters.</source>
        <translation>Uma moeda tem até {most} carateres.</translation>
    </message>
    <message>
        <source>A currency is a sign or letters, at most {most} of them, such as € or CHF.</source>
        <translation>Uma moeda é um símbolo ou letras, no máximo {most}, como € ou CHF.</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>uma base de dados</translation>
    </message>
    <message>
        <source>A day is written as 2026-11-23, not {text}.</source>
        <translation>Um dia escreve-se como 2026-11-23, e não {text}.</translation>
    </message>
    <message>
        <source>A decision rule between them, in the next step, helps annotators agree.</source>
        <translation>Uma regra de decisão entre as duas, no passo seguinte, ajuda os anotadores a concordar.</translation>
    </message>
    <message>
        <source>a definition</source>
        <translation>uma definição</translation>
    </message>
    <message>
        <source>A definition can have {most} characters, not {count}. The guideline has room for more.</source>
        <translation>Uma definição pode ter {most} carateres, não {count}. No guia há espaço para mais.</translation>
    </message>
    <message>
        <source>a DICOM file</source>
        <translation>um ficheiro DICOM</translation>
    </message>
    <message>
        <source>A difference of 0 points cannot be seen.</source>
        <translation>Uma diferença de 0 pontos não se pode ver.</translation>
    </message>
    <message>
        <source>a directory of other files</source>
        <translation>um índice de outros ficheiros</translation>
    </message>
    <message>
        <source>a document</source>
        <translation>um documento</translation>
    </message>
    <message>
        <source>A few seconds for 100,000 samples.</source>
        <translation>Alguns segundos para 100 000 amostras.</translation>
    </message>
    <message>
        <source>A file cannot be read or written: {cause}. The project itself is unchanged.</source>
        <translation>Não é possível ler ou escrever um ficheiro: {cause}. O projeto em si não mudou.</translation>
    </message>
    <message>
        <source>A file of this name exists already. Choose another name.</source>
        <translation>Já existe um ficheiro com este nome. É preciso escolher outro.</translation>
    </message>
    <message>
        <source>A folder for each class</source>
        <translation>Uma pasta por classe</translation>
    </message>
    <message>
        <source>a folder of that name is in the way</source>
        <translation>há uma pasta com esse nome no caminho</translation>
    </message>
    <message>
        <source>A folder or a project can be dropped anywhere on this page</source>
        <translation>Uma pasta ou um projeto pode ser largado em qualquer ponto desta página</translation>
    </message>
    <message>
        <source>A fraction of a second for 100,000 samples.</source>
        <translation>Uma fração de segundo para 100 000 amostras.</translation>
    </message>
    <message>
        <source>A group shows what the model suggests. Choose another way in Settings, Learning, Suggestions.</source>
        <translation>Um grupo mostra o que o modelo sugere. Escolher outra forma em Definições, Aprendizagem, Sugestões.</translation>
    </message>
    <message>
        <source>A guideline says in writing how to decide. It stands beside every sample, and the rule between the two likeliest classes is picked out by itself.</source>
        <translation>Um guia diz por escrito como decidir. Fica ao lado de cada amostra, e a regra entre as duas classes mais prováveis é destacada automaticamente.</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>um arquivo gzip</translation>
    </message>
    <message>
        <source>a HEIC photo</source>
        <translation>uma fotografia HEIC</translation>
    </message>
    <message>
        <source>a JPEG 2000 picture</source>
        <translation>uma imagem JPEG 2000</translation>
    </message>
    <message>
        <source>a key is 1 to 9 or empty, not {given}.</source>
        <translation>uma tecla é de 1 a 9 ou vazia, não {given}.</translation>
    </message>
    <message>
        <source>A key pressed earlier is kept and counts at the end of this time, so that no sample is answered unseen.</source>
        <translation>Uma tecla premida antes fica guardada e conta no fim deste tempo, para que nenhuma amostra seja respondida sem ser vista.</translation>
    </message>
    <message>
        <source>A label is given to all of them, one step, undone with {key}.</source>
        <translation>A etiqueta é dada a todas num só passo, que se anula com {key}.</translation>
    </message>
    <message>
        <source>A label is given to all of them, one step, undone.</source>
        <translation>A etiqueta é dada a todas num só passo, que se pode anular.</translation>
    </message>
    <message>
        <source>A label or a name is not one text.</source>
        <translation>Uma etiqueta ou um nome não é um só texto.</translation>
    </message>
    <message>
        <source>A label takes {effort}.</source>
        <translation>Uma etiqueta leva {effort}.</translation>
    </message>
    <message>
        <source>a link, picture or tag. Nothing is loaded from outside; only its words are shown.</source>
        <translation>uma ligação, imagem ou tag. Nada se carrega de fora; só se mostram as suas palavras.</translation>
    </message>
    <message>
        <source>a list of values</source>
        <translation>uma lista de valores</translation>
    </message>
    <message>
        <source>A lost passphrase cannot be recovered, by anyone.</source>
        <translation>Uma frase-passe perdida não pode ser recuperada, por ninguém.</translation>
    </message>
    <message>
        <source>A lost passphrase cannot be recovered, by anyone. If you have a recovery code, type it in its place.</source>
        <translation>Uma frase-passe perdida não pode ser recuperada, por ninguém. Se houver um código de recuperação, escreva-o em vez dela.</translation>
    </message>
    <message>
        <source>A lost passphrase cannot be recovered, by anyone. Only the recovery code opens the project then.</source>
        <translation>Uma frase-passe perdida não pode ser recuperada, por ninguém. Nesse caso só o código de recuperação abre o projeto.</translation>
    </message>
    <message>
        <source>a mark is a place in the class colours, from 1 to {most:,}, not {given}.</source>
        <translation>uma marca é um lugar nas cores das classes, de 1 a {most:,}, não {given}.</translation>
    </message>
    <message>
        <source>A name has at most {most} characters, all of which can be shown.</source>
        <translation>Um nome tem no máximo {most} carateres, todos visíveis.</translation>
    </message>
    <message>
        <source>A name has at most {n} characters, all of them visible.</source>
        <translation>Um nome tem no máximo {n} carateres, todos visíveis.</translation>
    </message>
    <message>
        <source>A name is needed, by which the project is found again.</source>
        <translation>É preciso um nome, pelo qual o projeto se volta a encontrar.</translation>
    </message>
    <message>
        <source>A name is needed: the one under which they label.</source>
        <translation>É preciso um nome: aquele com que a pessoa etiqueta.</translation>
    </message>
    <message>
        <source>A name or a pseudonym is needed, so that answers can be told apart.</source>
        <translation>É preciso um nome ou pseudónimo, para distinguir as respostas.</translation>
    </message>
    <message>
        <source>A new class</source>
        <translation>Uma nova classe</translation>
    </message>
    <message>
        <source>A new passphrase for {name}</source>
        <translation>Uma nova frase-passe para {name}</translation>
    </message>
    <message>
        <source>A number below 0 makes no sense here.</source>
        <translation>Um número abaixo de 0 não faz sentido aqui.</translation>
    </message>
    <message>
        <source>A number is none.</source>
        <translation>Um número não é um número.</translation>
    </message>
    <message>
        <source>A number is too large.</source>
        <translation>Um número é demasiado grande.</translation>
    </message>
    <message>
        <source>a NumPy array</source>
        <translation>uma matriz NumPy</translation>
    </message>
    <message>
        <source>a part of its path is not a folder</source>
        <translation>uma parte do caminho não é uma pasta</translation>
    </message>
    <message>
        <source>A passphrase can have {most:,} characters.</source>
        <translation>Uma frase-passe pode ter {most:,} carateres.</translation>
    </message>
    <message>
        <source>A passphrase for another annotator</source>
        <translation>Uma frase-passe para outro anotador</translation>
    </message>
    <message>
        <source>A passphrase needs at least {least} characters. Several words are best.</source>
        <translation>Uma frase-passe precisa de pelo menos {least} carateres. O melhor são várias palavras.</translation>
    </message>
    <message numerus="yes">
        <source>A passphrase opens them.</source>
        <comment>A passphrase opens it.</comment>
        <translation>
            <numerusform>Abre com uma frase-passe.</numerusform>
            <numerusform>Abrem com uma frase-passe.</numerusform>
        </translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>um PDF</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>um documento do Photoshop</translation>
    </message>
    <message>
        <source>A prediction is not a JSON object.</source>
        <translation>Uma previsão não é um objeto JSON.</translation>
    </message>
    <message>
        <source>a presentation state</source>
        <translation>um estado de apresentação</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>um programa</translation>
    </message>
    <message>
        <source>A project can be opened with {most} passphrases. Take one away first.</source>
        <translation>Um projeto pode abrir-se com {most} frases-passe. Retirar primeiro uma.</translation>
    </message>
    <message>
        <source>A project can have {most:,} classes. Retire one that is no longer needed first.</source>
        <translation>Um projeto pode ter {most:,} classes. Retire primeiro uma que já não seja precisa.</translation>
    </message>
    <message>
        <source>A project can have {most} annotators.</source>
        <translation>Um projeto pode ter {most} anotadores.</translation>
    </message>
    <message>
        <source>A project can have {most} classes, not {count}.</source>
        <translation>Um projeto pode ter {most} classes, não {count}.</translation>
    </message>
    <message>
        <source>A project file ends in .dal; {name} does not.</source>
        <translation>Um ficheiro de projeto termina em .dal; {name} não.</translation>
    </message>
    <message>
        <source>A project file for one annotator: samples, protocol and design, without anybody's annotations.</source>
        <translation>Um ficheiro de projeto para um anotador: amostras, protocolo e desenho, sem as anotações de ninguém.</translation>
    </message>
    <message>
        <source>A project has an owner. Make somebody else the owner first.</source>
        <translation>Um projeto tem um dono. Tornar primeiro outra pessoa dona.</translation>
    </message>
    <message>
        <source>A project holds at most {most:,} classes. These are {n:,}.</source>
        <translation>Um projeto tem no máximo {most:,} classes. Estas são {n:,}.</translation>
    </message>
    <message>
        <source>A project holds one kind: the images are taken.</source>
        <translation>Um projeto contém um só tipo: ficam as imagens.</translation>
    </message>
    <message>
        <source>A project holds one kind: the texts are taken.</source>
        <translation>Um projeto contém um só tipo: ficam os textos.</translation>
    </message>
    <message>
        <source>A project needs at least one class.</source>
        <translation>Um projeto precisa de pelo menos uma classe.</translation>
    </message>
    <message>
        <source>a protocol can have {most:,} classes, not {given:,}.</source>
        <translation>um protocolo pode ter {most:,} classes, não {given:,}.</translation>
    </message>
    <message>
        <source>a protocol can have {most} reasons, not {given:,}.</source>
        <translation>um protocolo pode ter {most} razões, não {given:,}.</translation>
    </message>
    <message>
        <source>a protocol of a device</source>
        <translation>um protocolo de um aparelho</translation>
    </message>
    <message>
        <source>A quotation mark is never closed.</source>
        <translation>Há aspas que nunca se fecham.</translation>
    </message>
    <message>
        <source>a quotation mark is never closed.</source>
        <translation>há aspas que nunca fecham.</translation>
    </message>
    <message>
        <source>A random part of the samples that several annotators answer.</source>
        <translation>Uma parte aleatória das amostras a que vários anotadores respondem.</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>um arquivo RAR</translation>
    </message>
    <message>
        <source>A ratio scale needs numbers from 0.</source>
        <translation>Uma escala de razão precisa de números a partir de 0.</translation>
    </message>
    <message>
        <source>A ratio scale needs numbers.</source>
        <translation>Uma escala de razão precisa de números.</translation>
    </message>
    <message>
        <source>A reason can have {most} characters, not {count}.</source>
        <translation>Uma razão pode ter {most} carateres, não {count}.</translation>
    </message>
    <message>
        <source>a reason has two fields, id and words.</source>
        <translation>uma razão tem dois campos, id e words.</translation>
    </message>
    <message>
        <source>A reason needs words.</source>
        <translation>Uma razão precisa de palavras.</translation>
    </message>
    <message>
        <source>a record of a treatment</source>
        <translation>um registo de um tratamento</translation>
    </message>
    <message>
        <source>a report</source>
        <translation>um relatório</translation>
    </message>
    <message>
        <source>a rich text document</source>
        <translation>um documento de texto formatado</translation>
    </message>
    <message>
        <source>a rule removed</source>
        <translation>uma regra retirada</translation>
    </message>
    <message>
        <source>A sample comes here when annotators disagree or somebody marks it Unsure.</source>
        <translation>Uma amostra vem para aqui quando os anotadores discordam ou alguém a marca Sem certeza.</translation>
    </message>
    <message>
        <source>a sample that is not here</source>
        <translation>uma amostra que não está aqui</translation>
    </message>
    <message>
        <source>A sample that one annotator answers shows no agreement: take two or more, or everyone.</source>
        <translation>Uma amostra respondida por um só anotador não mostra concordância: escolher dois ou mais, ou todos.</translation>
    </message>
    <message>
        <source>A sample took {share} % less time with it ({near} to {far} %).</source>
        <translation>Uma amostra levou {share} % menos tempo com ela ({near} a {far} %).</translation>
    </message>
    <message>
        <source>A sample took {share} % more time with it ({near} to {far} %).</source>
        <translation>Uma amostra levou {share} % mais tempo com ela ({near} a {far} %).</translation>
    </message>
    <message>
        <source>A sample was found at another place</source>
        <translation>Uma amostra foi encontrada noutro lugar</translation>
    </message>
    <message>
        <source>A sample with several answers has {mean:.1f} of them on average; {needed:.0f} are needed.</source>
        <translation>Uma amostra com várias respostas tem em média {mean:.1f}; são precisas {needed:.0f}.</translation>
    </message>
    <message>
        <source>a second document begins here. A protocol has one.</source>
        <translation>começa aqui um segundo documento. Um protocolo tem um só.</translation>
    </message>
    <message>
        <source>A second or two.</source>
        <translation>Um ou dois segundos.</translation>
    </message>
    <message>
        <source>A second or two; from 10,000 samples on, a random draw of that many is looked at.</source>
        <translation>Um ou dois segundos; a partir de 10 000 amostras vê-se um sorteio desse número.</translation>
    </message>
    <message>
        <source>A short break may help</source>
        <translation>Uma pausa pode ajudar</translation>
    </message>
    <message>
        <source>A short code is shown instead of the file name. Always so where the folder names are the classes, and in new projects with DICOM files, whose names may tell of patients.</source>
        <translation>É mostrado um código curto em vez do nome do ficheiro. Sempre assim quando os nomes das pastas são as classes, e em novos projetos com ficheiros DICOM, cujos nomes podem identificar doentes.</translation>
    </message>
    <message>
        <source>A short reason</source>
        <translation>Uma razão curta</translation>
    </message>
    <message>
        <source>A sign-off of answers that are replaced no longer holds.</source>
        <translation>Uma assinatura de respostas que são substituídas deixa de valer.</translation>
    </message>
    <message>
        <source>A signature means one of: {meanings}.</source>
        <translation>Uma assinatura significa um destes: {meanings}.</translation>
    </message>
    <message>
        <source>A slip of the hand</source>
        <translation>Um engano da mão</translation>
    </message>
    <message>
        <source>a sound file</source>
        <translation>um ficheiro de som</translation>
    </message>
    <message>
        <source>a sound or video file</source>
        <translation>um ficheiro de som ou vídeo</translation>
    </message>
    <message>
        <source>a structure set</source>
        <translation>um conjunto de estruturas</translation>
    </message>
    <message>
        <source>A study needs at least one annotator.</source>
        <translation>Um estudo precisa de pelo menos um anotador.</translation>
    </message>
    <message>
        <source>A study with several annotators</source>
        <translation>Um estudo com vários anotadores</translation>
    </message>
    <message>
        <source>A table for spreadsheets and scripts.</source>
        <translation>Uma tabela para folhas de cálculo e scripts.</translation>
    </message>
    <message>
        <source>a table of colours</source>
        <translation>uma tabela de cores</translation>
    </message>
    <message>
        <source>A text is erased with a reason only.</source>
        <translation>Um texto só é apagado com um motivo.</translation>
    </message>
    <message>
        <source>A to {last}</source>
        <translation>A a {last}</translation>
    </message>
    <message>
        <source>a treatment plan</source>
        <translation>um plano de tratamento</translation>
    </message>
    <message>
        <source>A true borderline case</source>
        <translation>Um verdadeiro caso de fronteira</translation>
    </message>
    <message>
        <source>A version is named by the first 12 digits of the SHA-256 of what annotators decide by: guideline, classes, definitions, scale, reasons. In full, of the version in force: {hash}.</source>
        <translation>Uma versão é designada pelos primeiros 12 dígitos do SHA-256 daquilo por que os anotadores decidem: guia, classes, definições, escala, razões. Por extenso, da versão em vigor: {hash}.</translation>
    </message>
    <message>
        <source>a version that is not known</source>
        <translation>uma versão que não é conhecida</translation>
    </message>
    <message>
        <source>a video</source>
        <translation>um vídeo</translation>
    </message>
    <message>
        <source>a waveform</source>
        <translation>uma forma de onda</translation>
    </message>
    <message>
        <source>a Windows program</source>
        <translation>um programa para Windows</translation>
    </message>
    <message>
        <source>a ZIP archive or an office document</source>
        <translation>um arquivo ZIP ou um documento de escritório</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca</translation>
    </message>
    <message>
        <source>about 75 %</source>
        <translation>cerca de 75 %</translation>
    </message>
    <message>
        <source>about 90 %</source>
        <translation>cerca de 90 %</translation>
    </message>
    <message>
        <source>About desktop_al</source>
        <translation>Acerca do desktop_al</translation>
    </message>
    <message>
        <source>About the model of Dawid and Skene: {remark}</source>
        <translation>Sobre o modelo de Dawid e Skene: {remark}</translation>
    </message>
    <message>
        <source>about version licence security</source>
        <translation>acerca sobre versão licença segurança</translation>
    </message>
    <message>
        <source>About {labels:,} more labels are needed before a forecast makes sense</source>
        <translation>São precisas cerca de mais {labels:,} etiquetas antes de uma previsão fazer sentido</translation>
    </message>
    <message>
        <source>about {many} wrong</source>
        <translation>cerca de {many} erradas</translation>
    </message>
    <message numerus="yes">
        <source>About {n:,} of {labels:,} labels are expected to be wrong ({least:,} to {most:,}).</source>
        <comment>About {n:,} of {labels:,} labels is expected to be wrong ({least:,} to {most:,}).</comment>
        <translation>
            <numerusform>Espera-se que cerca de {n:,} de {labels:,} etiquetas esteja errada ({least:,} a {most:,}).</numerusform>
            <numerusform>Espera-se que cerca de {n:,} de {labels:,} etiquetas estejam erradas ({least:,} a {most:,}).</numerusform>
        </translation>
    </message>
    <message>
        <source>About {samples:,} samples for ± {width:.2f}. Time of all together: {time}.</source>
        <translation>Cerca de {samples:,} amostras para ± {width:.2f}. Tempo de todos juntos: {time}.</translation>
    </message>
    <message>
        <source>AC1, which depends less on this, is {ac1:.2f}.</source>
        <translation>O AC1, que depende menos disto, é {ac1:.2f}.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceitar</translation>
    </message>
    <message>
        <source>Accept the suggestion, or the ticked tiles</source>
        <translation>Aceitar a sugestão, ou os quadros marcados</translation>
    </message>
    <message>
        <source>Accept {gets} as {name}</source>
        <translation>Aceitar {gets} como {name}</translation>
    </message>
    <message>
        <source>Accessibility</source>
        <translation>Acessibilidade</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exatidão</translation>
    </message>
    <message>
        <source>Accuracy expected</source>
        <translation>Exatidão esperada</translation>
    </message>
    <message>
        <source>Accuracy fell</source>
        <translation>A exatidão caiu</translation>
    </message>
    <message numerus="yes">
        <source>Accuracy is counted on {n:,} audit samples drawn at random; no model is judged by an answer that it has learned from. A new audit answer judges the models of before too, so the whole curve may move a little. The line smooths the counts: a forecast may begin above or below the newest one.</source>
        <comment>Accuracy is counted on {n:,} audit sample drawn at random; no model is judged by an answer that it has learned from. A new audit answer judges the models of before too, so the whole curve may move a little. The line smooths the counts: a forecast may begin above or below the newest one.</comment>
        <translation>
            <numerusform>A exatidão conta-se em {n:,} amostra de auditoria sorteada; nenhum modelo é julgado por uma resposta com que aprendeu. Uma nova resposta de auditoria julga também os modelos anteriores, pelo que toda a curva pode mexer um pouco. A linha alisa as contagens: uma previsão pode começar acima ou abaixo da mais recente.</numerusform>
            <numerusform>A exatidão conta-se em {n:,} amostras de auditoria sorteadas; nenhum modelo é julgado por uma resposta com que aprendeu. Uma nova resposta de auditoria julga também os modelos anteriores, pelo que toda a curva pode mexer um pouco. A linha alisa as contagens: uma previsão pode começar acima ou abaixo da mais recente.</numerusform>
        </translation>
    </message>
    <message>
        <source>Accuracy now</source>
        <translation>Exatidão atual</translation>
    </message>
    <message>
        <source>Accuracy now is not known.</source>
        <translation>A exatidão atual não é conhecida.</translation>
    </message>
    <message>
        <source>Accuracy of the model</source>
        <translation>Exatidão do modelo</translation>
    </message>
    <message>
        <source>accuracy on the audit samples</source>
        <translation>exatidão nas amostras de auditoria</translation>
    </message>
    <message>
        <source>Accuracy on the audit set with its 95 % interval, by labels given.</source>
        <translation>Exatidão no conjunto de auditoria, com o seu intervalo de 95 %, por etiquetas dadas.</translation>
    </message>
    <message>
        <source>Accuracy rises faster just now than any curve that fits all checkpoints, so no forecast can be trusted.</source>
        <translation>A exatidão sobe agora mais depressa do que qualquer curva que se ajuste a todos os pontos de controlo, pelo que nenhuma previsão é de fiar.</translation>
    </message>
    <message>
        <source>Accuracy was estimated on the audit samples alone, out of fold: the audit set was cut into 5 folds, and each was predicted by a model trained on all other labels. With k of n right, the 95 % interval is Wilson's: (k + z²/2)/(n + z²) ± z/(n + z²) · √(k(n − k)/n + z²/4), z = 1.96.</source>
        <translation>A exatidão foi estimada só nas amostras de auditoria, por validação cruzada: o conjunto de auditoria foi dividido em 5 partes, e cada uma foi prevista por um modelo treinado com todas as outras etiquetas. Com k de n certas, o intervalo de 95 % é o de Wilson: (k + z²/2)/(n + z²) ± z/(n + z²) · √(k(n − k)/n + z²/4), z = 1,96.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Ação</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Ativo</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Adicionar</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Adicionar uma classe</translation>
    </message>
    <message>
        <source>Add a reason</source>
        <translation>Adicionar uma razão</translation>
    </message>
    <message>
        <source>Add an annotator</source>
        <translation>Adicionar um anotador</translation>
    </message>
    <message>
        <source>Add as an example</source>
        <translation>Adicionar como exemplo</translation>
    </message>
    <message>
        <source>Add as an example to the guideline</source>
        <translation>Juntar como exemplo ao guia</translation>
    </message>
    <message>
        <source>Add one on the Protocol page; then there is something to learn.</source>
        <translation>Acrescentar uma na página Protocolo; depois há algo para aprender.</translation>
    </message>
    <message>
        <source>Add this sample as an example</source>
        <translation>Adicionar esta amostra como exemplo</translation>
    </message>
    <message>
        <source>Add {sample} as an example</source>
        <translation>Adicionar {sample} como exemplo</translation>
    </message>
    <message>
        <source>Add {sample} as an example of {label}</source>
        <translation>Adicionar {sample} como exemplo de {label}</translation>
    </message>
    <message>
        <source>Add {sample} to what is not {label}</source>
        <translation>Adicionar {sample} ao que não é {label}</translation>
    </message>
    <message>
        <source>Add “{name}” as a class</source>
        <translation>Adicionar “{name}” como classe</translation>
    </message>
    <message>
        <source>added</source>
        <translation>acrescentado</translation>
    </message>
    <message>
        <source>Added class {name}</source>
        <translation>Acrescentou a classe {name}</translation>
    </message>
    <message>
        <source>Added {name} as {role}</source>
        <translation>Acrescentou {name} como {role}</translation>
    </message>
    <message>
        <source>Adding</source>
        <translation>A adicionar</translation>
    </message>
    <message>
        <source>adding {name}</source>
        <translation>acrescentar {name}</translation>
    </message>
    <message>
        <source>Adds the ranks that two strategies give, each as often as its weight says.</source>
        <translation>Soma as posições que duas estratégias atribuem, cada uma tantas vezes quantas o seu peso indica.</translation>
    </message>
    <message>
        <source>Adds what is new in copies of this project. What is here stays; conflicts are kept and shown.</source>
        <translation>Acrescenta o que há de novo em cópias deste projeto. O que está aqui fica; os conflitos são guardados e mostrados.</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>Adjudicar</translation>
    </message>
    <message>
        <source>Adjudicated</source>
        <translation>Adjudicadas</translation>
    </message>
    <message>
        <source>adjudicated</source>
        <translation>adjudicado</translation>
    </message>
    <message>
        <source>Adjudicated by me</source>
        <translation>Adjudicado por mim</translation>
    </message>
    <message>
        <source>Adjudicating as {name}</source>
        <translation>A adjudicar como {name}</translation>
    </message>
    <message>
        <source>Adjudication</source>
        <translation>Adjudicação</translation>
    </message>
    <message>
        <source>Adjudication page</source>
        <translation>Página Adjudicação</translation>
    </message>
    <message>
        <source>Adjudicator</source>
        <translation>Adjudicador</translation>
    </message>
    <message>
        <source>Advice on stopping: {words}.</source>
        <translation>Conselho sobre parar: {words}.</translation>
    </message>
    <message>
        <source>AES-256. The key is random and lies in the file, sealed with each passphrase.</source>
        <translation>AES-256. A chave é aleatória e está no ficheiro, selada com cada frase-passe.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Depois</translation>
    </message>
    <message>
        <source>After each answer. Full: also why the sample was chosen and what is suggested.</source>
        <translation>Após cada resposta. Completo: também porque foi escolhida a amostra e o que é sugerido.</translation>
    </message>
    <message>
        <source>after the label, where they differed from it</source>
        <translation>depois da etiqueta, quando diferiam dela</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Depois</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Face a</translation>
    </message>
    <message>
        <source>Against known answers</source>
        <translation>Face às respostas conhecidas</translation>
    </message>
    <message>
        <source>Agreed examples</source>
        <translation>Exemplos acordados</translation>
    </message>
    <message>
        <source>agreed examples</source>
        <translation>exemplos acordados</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Concordância</translation>
    </message>
    <message>
        <source>Agreement as it went</source>
        <translation>Evolução da concordância</translation>
    </message>
    <message>
        <source>Agreement between annotators</source>
        <translation>Concordância entre anotadores</translation>
    </message>
    <message>
        <source>Agreement is counted between two classes or more. Add classes on the Protocol page first.</source>
        <translation>A concordância conta-se entre duas ou mais classes. Adicione primeiro classes na página Protocolo.</translation>
    </message>
    <message>
        <source>Agreement is not defined yet.</source>
        <translation>A concordância ainda não está definida.</translation>
    </message>
    <message>
        <source>Agreement needs at least two annotators.</source>
        <translation>A concordância precisa de pelo menos dois anotadores.</translation>
    </message>
    <message>
        <source>Agreement needs at least two classes that occur.</source>
        <translation>A concordância precisa de pelo menos duas classes que ocorram.</translation>
    </message>
    <message>
        <source>Agreement needs two annotators and 20 shared samples. Import an annotator's file, or invite a second annotator on this computer.</source>
        <translation>A concordância precisa de dois anotadores e de 20 amostras partilhadas. Importar o ficheiro de um anotador ou convidar um segundo anotador neste computador.</translation>
    </message>
    <message>
        <source>Agreement of all annotators</source>
        <translation>Concordância de todos os anotadores</translation>
    </message>
    <message>
        <source>Agreement of {name} with the others as it went</source>
        <translation>Evolução da concordância de {name} com os outros</translation>
    </message>
    <message>
        <source>Agreement on each class against all others (Fleiss' kappa)</source>
        <translation>Concordância em cada classe face a todas as outras (kappa de Fleiss)</translation>
    </message>
    <message>
        <source>Agreement page</source>
        <translation>Página Concordância</translation>
    </message>
    <message>
        <source>Agreement was measured on samples {where}. {name} = 1 − D_o/D_e, observed over expected disagreement, was {figure}.</source>
        <translation>A concordância foi medida em amostras {where}. {name} = 1 − D_o/D_e, discordância observada sobre esperada, foi {figure}.</translation>
    </message>
    <message>
        <source>Agreement was measured on samples {where}. {name} was {figure}.</source>
        <translation>A concordância foi medida em amostras {where}. {name} foi {figure}.</translation>
    </message>
    <message>
        <source>aliases (*name) are not read here. Write the value out.</source>
        <translation>aliases (*nome) não são lidos aqui. Escrever o valor por extenso.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>All agree</source>
        <translation>Todas concordam</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>Todas iguais</translation>
    </message>
    <message>
        <source>All answered</source>
        <translation>Todas as respondidas</translation>
    </message>
    <message>
        <source>All are looked at.</source>
        <translation>Todas foram vistas.</translation>
    </message>
    <message>
        <source>All audit samples are of one class, so accuracy says nothing</source>
        <translation>Todas as amostras de auditoria são de uma só classe, pelo que a exatidão nada diz</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos os ficheiros</translation>
    </message>
    <message>
        <source>All groups are decided</source>
        <translation>Todos os grupos estão decididos</translation>
    </message>
    <message>
        <source>All keys as at first.</source>
        <translation>Todas as teclas como no início.</translation>
    </message>
    <message>
        <source>All labels are of one class, so accuracy says nothing</source>
        <translation>Todas as etiquetas são de uma só classe, pelo que a exatidão nada diz</translation>
    </message>
    <message>
        <source>All measures</source>
        <translation>Todas as medidas</translation>
    </message>
    <message>
        <source>All of it comes in, or nothing.</source>
        <translation>Entra tudo, ou nada.</translation>
    </message>
    <message>
        <source>All of it may stay empty. What is not given is not guessed: figures that need it are left out.</source>
        <translation>Tudo pode ficar vazio. O que não é indicado não é adivinhado: os números que precisam dele são omitidos.</translation>
    </message>
    <message>
        <source>All pairs of the nine colours stay apart; from the tenth class on they come again with other shapes</source>
        <translation>Todos os pares das nove cores se distinguem; a partir da décima classe voltam com outras formas</translation>
    </message>
    <message>
        <source>All pairs stay apart</source>
        <translation>Todos os pares se distinguem</translation>
    </message>
    <message>
        <source>All sample files are copied into one encrypted file beside the project, which has to stay there.</source>
        <translation>Todos os ficheiros das amostras são copiados para um único ficheiro cifrado junto ao projeto, que tem de ficar aí.</translation>
    </message>
    <message>
        <source>All samples</source>
        <translation>Todas as amostras</translation>
    </message>
    <message>
        <source>All shared samples</source>
        <translation>Todas as amostras partilhadas</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>Todos os atalhos</translation>
    </message>
    <message>
        <source>all shortcuts</source>
        <translation>todos os atalhos</translation>
    </message>
    <message>
        <source>All the same, of those asked</source>
        <translation>Todos de acordo</translation>
    </message>
    <message>
        <source>All the time</source>
        <translation>Todo o período</translation>
    </message>
    <message>
        <source>All three are proposed. Further annotators can work on the same file later, one at a time.</source>
        <translation>Os três são propostos. Outros anotadores podem trabalhar no mesmo ficheiro mais tarde, um de cada vez.</translation>
    </message>
    <message>
        <source>All {many} say {name}.</source>
        <translation>Todos os {many} dizem {name}.</translation>
    </message>
    <message>
        <source>all-MiniLM-L6-v2, trained on English sentences</source>
        <translation>all-MiniLM-L6-v2, treinada em frases inglesas</translation>
    </message>
    <message>
        <source>Alpha of sets, Jaccard</source>
        <translation>Alfa de conjuntos, Jaccard</translation>
    </message>
    <message>
        <source>Alpha of sets, MASI</source>
        <translation>Alfa de conjuntos, MASI</translation>
    </message>
    <message>
        <source>Already here, the same</source>
        <translation>Já existe, igual</translation>
    </message>
    <message>
        <source>Also “{command}”.</source>
        <translation>Também “{command}”.</translation>
    </message>
    <message>
        <source>Ambiguous</source>
        <translation>Ambíguas</translation>
    </message>
    <message>
        <source>An annotation is not a JSON object.</source>
        <translation>Uma anotação não é um objeto JSON.</translation>
    </message>
    <message>
        <source>an annotator has a name that cannot be shown: {name}.</source>
        <translation>um anotador tem um nome que não pode ser mostrado: {name}.</translation>
    </message>
    <message numerus="yes">
        <source>An annotator has answered only {n} samples that somebody else answered too; {needed} are needed to learn what an annotator confuses.</source>
        <comment>An annotator has answered only {n} sample that somebody else answered too; {needed} are needed to learn what an annotator confuses.</comment>
        <translation>
            <numerusform>Um anotador respondeu só a {n} amostra a que mais alguém respondeu; são precisas {needed} para aprender o que um anotador confunde.</numerusform>
            <numerusform>Um anotador respondeu só a {n} amostras a que mais alguém respondeu; são precisas {needed} para aprender o que um anotador confunde.</numerusform>
        </translation>
    </message>
    <message>
        <source>An annotator is named twice.</source>
        <translation>Um anotador aparece duas vezes.</translation>
    </message>
    <message>
        <source>An audit set of {share} of the pool was drawn at random by a keyed hash of each sample (seed {seed}) and interleaved in the queue; the strategy never chose from it.</source>
        <translation>Um conjunto de auditoria de {share} do conjunto de amostras foi sorteado por um hash com chave de cada amostra (semente {seed}) e intercalado na fila; a estratégia nunca escolheu a partir dele.</translation>
    </message>
    <message>
        <source>an AVIF picture</source>
        <translation>uma imagem AVIF</translation>
    </message>
    <message>
        <source>An empty folder for the samples</source>
        <translation>Uma pasta vazia para as amostras</translation>
    </message>
    <message>
        <source>An event cannot be understood: {reason}.</source>
        <translation>Um evento não se compreende: {reason}.</translation>
    </message>
    <message>
        <source>an HDF5 file</source>
        <translation>um ficheiro HDF5</translation>
    </message>
    <message>
        <source>an image ({kind})</source>
        <translation>uma imagem ({kind})</translation>
    </message>
    <message>
        <source>an image of another kind</source>
        <translation>uma imagem de outro tipo</translation>
    </message>
    <message>
        <source>an old office document</source>
        <translation>um documento de escritório antigo</translation>
    </message>
    <message>
        <source>An ONNX file of yours that sees the images. It runs on this computer like a program: choose only a file that you trust. Counts from the next opening of a project on.</source>
        <translation>Um ficheiro ONNX próprio que vê as imagens. Corre neste computador como um programa: só deve ser escolhido um ficheiro de confiança. Vale a partir da próxima abertura de um projeto.</translation>
    </message>
    <message>
        <source>An unforeseen error stopped this work.</source>
        <translation>Um erro imprevisto interrompeu este trabalho.</translation>
    </message>
    <message>
        <source>anchors (&amp;name) are not read here. Leave the anchor out.</source>
        <translation>âncoras (&amp;nome) não são lidas aqui. Retirar a âncora.</translation>
    </message>
    <message>
        <source>and {n:,} more</source>
        <translation>e mais {n:,}</translation>
    </message>
    <message numerus="yes">
        <source>and {n:,} more rows</source>
        <comment>and {n:,} more row</comment>
        <translation>
            <numerusform>e mais {n:,} linha</numerusform>
            <numerusform>e mais {n:,} linhas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and {n:,} near copies</source>
        <comment>and {n:,} near copy</comment>
        <translation>
            <numerusform>e {n:,} cópia próxima</numerusform>
            <numerusform>e {n:,} cópias próximas</numerusform>
        </translation>
    </message>
    <message>
        <source>And {rest:,} older ones.</source>
        <translation>E {rest:,} mais antigas.</translation>
    </message>
    <message>
        <source>Annotated by somebody</source>
        <translation>Anotadas por alguém</translation>
    </message>
    <message>
        <source>Annotation and analysis were done offline with desktop_al {version} (Python {python}; {libraries}). The log has {events:,} events; its fingerprint is {print}.</source>
        <translation>A anotação e a análise foram feitas sem rede com desktop_al {version} (Python {python}; {libraries}). O registo tem {events:,} eventos; a sua impressão digital é {print}.</translation>
    </message>
    <message>
        <source>Annotation followed a written, versioned protocol ({version}; SHA-256 {hash}).</source>
        <translation>A anotação seguiu um protocolo escrito e com versões ({version}; SHA-256 {hash}).</translation>
    </message>
    <message>
        <source>Annotation followed the names and definitions of the classes, without a written guideline ({version}; SHA-256 {hash}).</source>
        <translation>A anotação seguiu os nomes e as definições das classes, sem um guia escrito ({version}; SHA-256 {hash}).</translation>
    </message>
    <message>
        <source>Annotation report</source>
        <translation>Relatório de anotação</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Anotações</translation>
    </message>
    <message>
        <source>annotations in a report as HTML</source>
        <translation>anotações num relatório em HTML</translation>
    </message>
    <message>
        <source>annotations in a report as JSON</source>
        <translation>anotações num relatório em JSON</translation>
    </message>
    <message>
        <source>annotations in a report as PDF</source>
        <translation>anotações num relatório em PDF</translation>
    </message>
    <message>
        <source>Annotations in force</source>
        <translation>Anotações em vigor</translation>
    </message>
    <message numerus="yes">
        <source>Annotations in force by the day on which they were given; {n:,} days with work.</source>
        <comment>Annotations in force by the day on which they were given; {n} day with work.</comment>
        <translation>
            <numerusform>Anotações em vigor pelo dia em que foram dadas; {n} dia com trabalho.</numerusform>
            <numerusform>Anotações em vigor pelo dia em que foram dadas; {n:,} dias com trabalho.</numerusform>
        </translation>
    </message>
    <message>
        <source>annotations that the file only counts</source>
        <translation>anotações que o ficheiro só conta</translation>
    </message>
    <message>
        <source>Annotations were given under {n} versions of it.</source>
        <translation>As anotações foram dadas segundo {n} versões dele.</translation>
    </message>
    <message>
        <source>annotations without a choice</source>
        <translation>anotações sem escolha</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Anotador</translation>
    </message>
    <message>
        <source>Annotator and file</source>
        <translation>Anotador e ficheiro</translation>
    </message>
    <message>
        <source>Annotators</source>
        <translation>Anotadores</translation>
    </message>
    <message>
        <source>Annotators against known answers</source>
        <translation>Anotadores face às respostas conhecidas</translation>
    </message>
    <message>
        <source>Annotators against known answers, class by class</source>
        <translation>Anotadores face às respostas conhecidas, classe a classe</translation>
    </message>
    <message>
        <source>Annotators against known answers, decisions and the model of the annotators</source>
        <translation>Anotadores face às respostas conhecidas, às decisões e ao modelo dos anotadores</translation>
    </message>
    <message>
        <source>Annotators agree on most samples, but not on enough to rely on every answer.</source>
        <translation>Os anotadores concordam na maioria das amostras, mas não o bastante para confiar em cada resposta.</translation>
    </message>
    <message>
        <source>Annotators agree on {percent} % of the random samples that they share.</source>
        <translation>Os anotadores concordam em {percent} % das amostras sorteadas que partilham.</translation>
    </message>
    <message>
        <source>Annotators agree well: what they answer can be relied upon.</source>
        <translation>Os anotadores concordam bem: pode confiar-se no que respondem.</translation>
    </message>
    <message>
        <source>Annotators and design are changed by the owner. You label as {name}.</source>
        <translation>Os anotadores e o desenho são alterados pelo dono. Aqui etiqueta-se como {name}.</translation>
    </message>
    <message>
        <source>Annotators and study</source>
        <translation>Anotadores e estudo</translation>
    </message>
    <message>
        <source>Annotators do not agree enough yet: talk about the guideline before you label on.</source>
        <translation>Os anotadores ainda não concordam o bastante: falar sobre o guia antes de continuar a etiquetar.</translation>
    </message>
    <message>
        <source>Annotators of the design</source>
        <translation>Anotadores do desenho</translation>
    </message>
    <message>
        <source>Annotators of the plan</source>
        <translation>Anotadores do plano</translation>
    </message>
    <message>
        <source>Annotators stay hidden</source>
        <translation>Os anotadores ficam ocultos</translation>
    </message>
    <message>
        <source>annotators that are not one text</source>
        <translation>anotadores que não são um único texto</translation>
    </message>
    <message>
        <source>Annotators with their own earlier answers (Fleiss' kappa)</source>
        <translation>Anotadores com as próprias respostas anteriores (kappa de Fleiss)</translation>
    </message>
    <message numerus="yes">
        <source>Annotators with their own earlier answers: {value}, {n:,} samples answered twice.</source>
        <comment>Annotators with their own earlier answers: {value}, {n:,} sample answered twice.</comment>
        <translation>
            <numerusform>Anotadores com as suas próprias respostas anteriores: {value}, {n:,} amostra respondida duas vezes.</numerusform>
            <numerusform>Anotadores com as suas próprias respostas anteriores: {value}, {n:,} amostras respondidas duas vezes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Annotators worked independently, without seeing others' answers, suggestions of the model, or file names.</source>
        <translation>Os anotadores trabalharam de forma independente, sem ver respostas de outros, sugestões do modelo ou nomes de ficheiros.</translation>
    </message>
    <message>
        <source>another</source>
        <comment>answer</comment>
        <translation>outra</translation>
    </message>
    <message>
        <source>Another annotator</source>
        <translation>Outro anotador</translation>
    </message>
    <message>
        <source>Another answer here, kept</source>
        <translation>Outra resposta aqui, mantida</translation>
    </message>
    <message>
        <source>Another answer here, replaced</source>
        <translation>Outra resposta aqui, substituída</translation>
    </message>
    <message>
        <source>Another answer is here, which is kept.</source>
        <translation>Há aqui outra resposta, que é mantida.</translation>
    </message>
    <message>
        <source>another class</source>
        <translation>outra classe</translation>
    </message>
    <message>
        <source>another definition</source>
        <translation>outra definição</translation>
    </message>
    <message>
        <source>Another file...</source>
        <translation>Outro ficheiro...</translation>
    </message>
    <message>
        <source>another one is being made just now</source>
        <translation>está a ser feita outra neste momento</translation>
    </message>
    <message>
        <source>Another program has changed the rules by which this project is written ({names}). Nothing was changed; go on with an earlier copy of the file.</source>
        <translation>Outro programa alterou as regras pelas quais este projeto é escrito ({names}). Nada foi alterado; continuar com uma cópia anterior do ficheiro.</translation>
    </message>
    <message>
        <source>another program holds it</source>
        <translation>outro programa está a usá-lo</translation>
    </message>
    <message>
        <source>Another row names the sample {sample} more exactly.</source>
        <translation>Outra linha indica a amostra {sample} com mais exatidão.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <source>Answer of {name}</source>
        <translation>Resposta de {name}</translation>
    </message>
    <message>
        <source>Answer, last first</source>
        <translation>Resposta, última primeiro</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Respondidas</translation>
    </message>
    <message>
        <source>Answered</source>
        <comment>column of the time</comment>
        <translation>Respondida</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>Respondida por</translation>
    </message>
    <message>
        <source>Answered differently in two copies of the project</source>
        <translation>Respostas diferentes em duas cópias do projeto</translation>
    </message>
    <message>
        <source>Answered differently in two copies of the project.</source>
        <translation>Respostas diferentes em duas cópias do projeto.</translation>
    </message>
    <message>
        <source>Answered in {seconds:.1f} s</source>
        <translation>Respondida em {seconds:.1f} s</translation>
    </message>
    <message>
        <source>Answered in {seconds:.1f} s, usually {usual:.1f} s.</source>
        <translation>Respondida em {seconds:.1f} s, o habitual são {usual:.1f} s.</translation>
    </message>
    <message>
        <source>Answered once more without knowing it: {answer}</source>
        <translation>Respondeu mais uma vez sem o saber: {answer}</translation>
    </message>
    <message numerus="yes">
        <source>Answered together with {n:,} near copies.</source>
        <comment>Answered together with {n:,} near copy.</comment>
        <translation>
            <numerusform>Respondida em conjunto com {n:,} cópia próxima.</numerusform>
            <numerusform>Respondida em conjunto com {n:,} cópias próximas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Answered together with {sample}, as a near copy.</source>
        <translation>Respondida em conjunto com {sample}, como cópia próxima.</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Respostas</translation>
    </message>
    <message>
        <source>Answers changed or taken back.</source>
        <translation>Respostas alteradas ou anuladas.</translation>
    </message>
    <message>
        <source>Answers in an hour of active time</source>
        <translation>Respostas numa hora de tempo ativo</translation>
    </message>
    <message>
        <source>Answers of the pair</source>
        <translation>Respostas do par</translation>
    </message>
    <message>
        <source>Answers of {first} and {second}</source>
        <translation>Respostas de {first} e {second}</translation>
    </message>
    <message>
        <source>Answers of {name}</source>
        <translation>Respostas de {name}</translation>
    </message>
    <message>
        <source>answers that a class is not right</source>
        <translation>respostas de que uma classe não está certa</translation>
    </message>
    <message>
        <source>Answers that are Unsure</source>
        <translation>Respostas Sem certeza</translation>
    </message>
    <message>
        <source>Answers that name no class</source>
        <translation>Respostas que não indicam classe</translation>
    </message>
    <message>
        <source>answers to further questions</source>
        <translation>respostas a outras perguntas</translation>
    </message>
    <message>
        <source>Answers were given with {name}. Retire it on the Protocol page instead.</source>
        <translation>Foram dadas respostas com {name}. Retirá-la antes na página Protocolo.</translation>
    </message>
    <message>
        <source>Answers were given with “{reason}”. Take it off the list on the Protocol page instead.</source>
        <translation>Foram dadas respostas com “{reason}”. Tirá-la antes da lista na página Protocolo.</translation>
    </message>
    <message>
        <source>Answers you gave</source>
        <translation>Respostas dadas</translation>
    </message>
    <message>
        <source>answers {names}</source>
        <translation>respostas {names}</translation>
    </message>
    <message>
        <source>Answers “not worth labelling”</source>
        <translation>Respostas “não vale a pena etiquetar”</translation>
    </message>
    <message>
        <source>Applies to {all}</source>
        <translation>Vale para {all}</translation>
    </message>
    <message numerus="yes">
        <source>Applies to {all}: this and {n} near copies</source>
        <comment>Applies to {all}: this and {n} near copy</comment>
        <translation>
            <numerusform>Vale para {all}: esta e {n} cópia próxima</numerusform>
            <numerusform>Vale para {all}: esta e {n} cópias próximas</numerusform>
        </translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>abr.</translation>
    </message>
    <message>
        <source>April</source>
        <translation>abril</translation>
    </message>
    <message>
        <source>Arrays for scikit-learn</source>
        <translation>Matrizes para scikit-learn</translation>
    </message>
    <message>
        <source>Arrow keys change, 0 resets, Esc leaves</source>
        <translation>Setas alteram, 0 repõe, Esc sai</translation>
    </message>
    <message>
        <source>Arrow keys move, Shift+arrows size, Enter masks, Delete unmasks, Esc leaves</source>
        <translation>Setas movem, Shift+setas dimensionam, Enter mascara, Delete retira, Esc sai</translation>
    </message>
    <message>
        <source>Artefact</source>
        <translation>Artefacto</translation>
    </message>
    <message>
        <source>As a grid</source>
        <translation>Em grelha</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Em tabela</translation>
    </message>
    <message>
        <source>As annotations</source>
        <translation>Como anotações</translation>
    </message>
    <message>
        <source>As counted</source>
        <translation>Como contado</translation>
    </message>
    <message>
        <source>As entered</source>
        <translation>Como introduzido</translation>
    </message>
    <message>
        <source>As fixed</source>
        <translation>Como fixado</translation>
    </message>
    <message>
        <source>As it will be shown</source>
        <translation>Como será mostrado</translation>
    </message>
    <message>
        <source>As labelled</source>
        <translation>Como etiquetado</translation>
    </message>
    <message>
        <source>As long as both of them together.</source>
        <translation>Tanto tempo como as duas juntas.</translation>
    </message>
    <message>
        <source>As proposed</source>
        <translation>Como proposto</translation>
    </message>
    <message>
        <source>As suggestions</source>
        <translation>Como sugestões</translation>
    </message>
    <message>
        <source>As the theme</source>
        <translation>Como o tema</translation>
    </message>
    <message>
        <source>As “desktop-al verify” finds it. The fingerprint is that of the log before this report was noted in it; kept elsewhere, it shows later that nothing was taken away.</source>
        <translation>Como “desktop-al verify” o encontra. A impressão digital é a do registo antes de este relatório lá ter sido anotado; guardada noutro lugar, mostra mais tarde que nada foi retirado.</translation>
    </message>
    <message>
        <source>Aside: black</source>
        <translation>De parte: preta</translation>
    </message>
    <message>
        <source>Aside: blurred</source>
        <translation>De parte: desfocada</translation>
    </message>
    <message>
        <source>Aside: boilerplate</source>
        <translation>De parte: texto repetido</translation>
    </message>
    <message>
        <source>Aside: empty</source>
        <translation>De parte: vazio</translation>
    </message>
    <message>
        <source>Aside: nearly the same</source>
        <translation>De parte: quase igual</translation>
    </message>
    <message>
        <source>Aside: noise</source>
        <translation>De parte: ruído</translation>
    </message>
    <message>
        <source>Aside: not a text</source>
        <translation>De parte: não é um texto</translation>
    </message>
    <message>
        <source>Aside: one colour</source>
        <translation>De parte: uma só cor</translation>
    </message>
    <message>
        <source>Aside: other language</source>
        <translation>De parte: outra língua</translation>
    </message>
    <message>
        <source>Aside: tiny</source>
        <translation>De parte: minúscula</translation>
    </message>
    <message>
        <source>Aside: white</source>
        <translation>De parte: branca</translation>
    </message>
    <message>
        <source>Ask why an answer is changed</source>
        <translation>Perguntar porque se altera uma resposta</translation>
    </message>
    <message>
        <source>Asked again after Batch</source>
        <translation>Perguntadas de novo após Lote</translation>
    </message>
    <message>
        <source>asking why an answer is changed</source>
        <translation>perguntar porque é que uma resposta muda</translation>
    </message>
    <message>
        <source>Asks a spread of samples whose answers would move the model in different ways.</source>
        <translation>Pergunta amostras dispersas cujas respostas mudariam o modelo de maneiras diferentes.</translation>
    </message>
    <message>
        <source>Asks what is least like anything labelled; finds odd samples and odd errors.</source>
        <translation>Pergunta o que menos se parece com o já etiquetado; encontra amostras e erros estranhos.</translation>
    </message>
    <message>
        <source>Asks what is like much of the pool, whatever the model knows.</source>
        <translation>Pergunta o que se parece com grande parte do conjunto, saiba o modelo o que souber.</translation>
    </message>
    <message>
        <source>Asks what most likely belongs to the class that you look for.</source>
        <translation>Pergunta o que mais provavelmente pertence à classe que se procura.</translation>
    </message>
    <message>
        <source>Asks what the model is unsure about and what is like much of the pool.</source>
        <translation>Pergunta aquilo de que o modelo não está seguro e que se parece com grande parte do conjunto.</translation>
    </message>
    <message>
        <source>Asks where the answer, whatever it is, would move the model most.</source>
        <translation>Pergunta onde a resposta, seja qual for, mais mudaria o modelo.</translation>
    </message>
    <message>
        <source>Asks where the chances of all classes are most even. With many classes it can be worse than chance.</source>
        <translation>Pergunta onde as hipóteses de todas as classes são mais iguais. Com muitas classes pode ser pior do que o acaso.</translation>
    </message>
    <message>
        <source>Asks where the likeliest class is least likely. With many classes it can be worse than chance.</source>
        <translation>Pergunta onde a classe mais provável é menos provável. Com muitas classes pode ser pior do que o acaso.</translation>
    </message>
    <message>
        <source>Asks where the two likeliest classes are closest.</source>
        <translation>Pergunta onde as duas classes mais prováveis estão mais próximas.</translation>
    </message>
    <message>
        <source>Asks where two classes are close, one sample from each group of alike ones.</source>
        <translation>Pergunta onde duas classes estão próximas, uma amostra de cada grupo de semelhantes.</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>Em resumo</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Mínimo</translation>
    </message>
    <message>
        <source>at least 99 %</source>
        <translation>pelo menos 99 %</translation>
    </message>
    <message>
        <source>At least two classes are needed.</source>
        <translation>São precisas pelo menos duas classes.</translation>
    </message>
    <message>
        <source>At least {needed:,} labels are needed at a look; the next one comes at {next:,}</source>
        <translation>São precisas pelo menos {needed:,} etiquetas numa verificação; a próxima é às {next:,}</translation>
    </message>
    <message>
        <source>At least {needed:,} labels are needed; there are {there:,}</source>
        <translation>São precisas pelo menos {needed:,} etiquetas; há {there:,}</translation>
    </message>
    <message>
        <source>at least {number}</source>
        <translation>no mínimo {number}</translation>
    </message>
    <message>
        <source>At least {share} by the stopping test.</source>
        <translation>Pelo menos {share} segundo o teste de paragem.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>At most {most:,} samples can be labelled at once, not {given:,}. Nothing was changed.</source>
        <translation>Podem etiquetar-se no máximo {most:,} amostras de uma vez, não {given:,}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>At most {most} tags can be shown, not {n}.</source>
        <translation>Podem ser mostrados no máximo {most} atributos, não {n}.</translation>
    </message>
    <message>
        <source>at most {number}</source>
        <translation>no máximo {number}</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>Ao acaso</translation>
    </message>
    <message>
        <source>At the present share that is about {more} more samples with a suggestion.</source>
        <translation>À parte atual, são cerca de mais {more} amostras com uma sugestão.</translation>
    </message>
    <message>
        <source>At {labels:,} labels it was {figure}.</source>
        <translation>Com {labels:,} etiquetas foi {figure}.</translation>
    </message>
    <message>
        <source>At {labels} your stop rule should hold; the row is marked.</source>
        <translation>Às {labels} deve cumprir-se a regra de paragem; a linha está marcada.</translation>
    </message>
    <message>
        <source>At {shared}: {last}. The table below has every point.</source>
        <translation>Em {shared}: {last}. A tabela abaixo tem todos os pontos.</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>às {time}</translation>
    </message>
    <message>
        <source>Audit samples</source>
        <translation>Amostras de auditoria</translation>
    </message>
    <message>
        <source>Audit target</source>
        <translation>Objetivo na auditoria</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Registo de auditoria</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>ago.</translation>
    </message>
    <message>
        <source>August</source>
        <translation>agosto</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Back to Agreement</source>
        <translation>Voltar a Concordância</translation>
    </message>
    <message>
        <source>Back to default</source>
        <translation>Voltar ao valor inicial</translation>
    </message>
    <message>
        <source>Back to defaults</source>
        <translation>Voltar ao inicial</translation>
    </message>
    <message>
        <source>Back to labelling</source>
        <translation>Voltar a etiquetar</translation>
    </message>
    <message>
        <source>Back to the folder</source>
        <translation>Voltar à pasta</translation>
    </message>
    <message>
        <source>Back to the program's own</source>
        <translation>Voltar às do programa</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Fazer cópia agora</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Cópias de segurança</translation>
    </message>
    <message>
        <source>Backups are made on closing a project and every 30 minutes of work, where something has changed.</source>
        <translation>As cópias de segurança são feitas ao fechar um projeto e a cada 30 minutos de trabalho, quando algo mudou.</translation>
    </message>
    <message>
        <source>Backups of this project</source>
        <translation>Cópias de segurança deste projeto</translation>
    </message>
    <message>
        <source>Backups, the newest first</source>
        <translation>Cópias de segurança, a mais recente primeiro</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>lote</translation>
    </message>
    <message>
        <source>Batch page</source>
        <translation>Página Lote</translation>
    </message>
    <message>
        <source>Batch review</source>
        <translation>Revisão em lote</translation>
    </message>
    <message>
        <source>Become those of the program: the file names none.</source>
        <translation>Passam a ser as do programa: o ficheiro não indica nenhuma.</translation>
    </message>
    <message>
        <source>Become: {reasons}.</source>
        <translation>Passam a ser: {reasons}.</translation>
    </message>
    <message>
        <source>Becomes nominal: the classes have no order.</source>
        <translation>Passa a nominal: as classes não têm ordem.</translation>
    </message>
    <message>
        <source>Becomes ordinal: the classes have an order.</source>
        <translation>Passa a ordinal: as classes têm uma ordem.</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Before calibration</source>
        <translation>Antes da calibração</translation>
    </message>
    <message>
        <source>before correcting for chance</source>
        <translation>sem corrigir o acaso</translation>
    </message>
    <message>
        <source>before correcting for chance; 95 % range {range}</source>
        <translation>sem corrigir o acaso; intervalo de 95 %: {range}</translation>
    </message>
    <message>
        <source>Before you accept groups, the model is checked on samples drawn at random.</source>
        <translation>Antes de se aceitarem grupos, o modelo é verificado em amostras tiradas à sorte.</translation>
    </message>
    <message>
        <source>Before: {answer}</source>
        <translation>Antes: {answer}</translation>
    </message>
    <message>
        <source>Begin a break</source>
        <translation>Começar uma pausa</translation>
    </message>
    <message>
        <source>Begins with what is unlike the labelled samples, and turns to what the model is unsure about.</source>
        <translation>Começa pelo que é diferente das amostras etiquetadas e passa ao que deixa o modelo incerto.</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>A verificar</translation>
    </message>
    <message>
        <source>Beside each project</source>
        <translation>Junto a cada projeto</translation>
    </message>
    <message>
        <source>Beside it lies {name}, left by another project. Choose another name.</source>
        <translation>Ao lado está {name}, deixado por outro projeto. Escolher outro nome.</translation>
    </message>
    <message>
        <source>Besides: {others}.</source>
        <translation>Além disso: {others}.</translation>
    </message>
    <message>
        <source>Between successive models F changes by less than 0.05, three times in a row.</source>
        <translation>Entre modelos sucessivos F muda menos de 0,05, três vezes seguidas.</translation>
    </message>
    <message>
        <source>Between two classes</source>
        <translation>Entre duas classes</translation>
    </message>
    <message>
        <source>between {first} and {last}</source>
        <translation>entre {first} e {last}</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Preto</translation>
    </message>
    <message>
        <source>Black helps with dark images.</source>
        <translation>O preto ajuda com imagens escuras.</translation>
    </message>
    <message>
        <source>Blue-weak</source>
        <translation>Azul fraco</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>Desfocada</translation>
    </message>
    <message>
        <source>Boilerplate</source>
        <translation>Texto repetido</translation>
    </message>
    <message>
        <source>Both the same</source>
        <translation>Ambos iguais</translation>
    </message>
    <message>
        <source>both {label}</source>
        <translation>ambos {label}</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>caixas</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Break due</source>
        <translation>Hora da pausa</translation>
    </message>
    <message>
        <source>Break in {time}</source>
        <translation>Pausa em {time}</translation>
    </message>
    <message>
        <source>Break later</source>
        <translation>Pausa mais tarde</translation>
    </message>
    <message>
        <source>Break length</source>
        <translation>Duração da pausa</translation>
    </message>
    <message>
        <source>Breaks</source>
        <translation>Pausas</translation>
    </message>
    <message>
        <source>Breaks you took</source>
        <translation>Pausas feitas</translation>
    </message>
    <message>
        <source>Brennan and Prediger's kappa</source>
        <translation>Kappa de Brennan e Prediger</translation>
    </message>
    <message>
        <source>brightness of the brightest place, 0 to 255</source>
        <translation>brilho do ponto mais claro, 0 a 255</translation>
    </message>
    <message>
        <source>brightness of the darkest place, 0 to 255</source>
        <translation>brilho do ponto mais escuro, 0 a 255</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Repor</translation>
    </message>
    <message>
        <source>Bring back {name}</source>
        <translation>Repor {name}</translation>
    </message>
    <message>
        <source>bringing back {name}</source>
        <translation>trazer {name} de volta</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>com defeito</translation>
    </message>
    <message>
        <source>Brought back class {name}</source>
        <translation>Trouxe de volta a classe {name}</translation>
    </message>
    <message>
        <source>Brought the suggestion {answer}</source>
        <translation>Trouxe a sugestão {answer}</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Por</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Por acaso</translation>
    </message>
    <message>
        <source>By chance alone</source>
        <translation>Só por acaso</translation>
    </message>
    <message>
        <source>By class, on the audit set</source>
        <translation>Por classe, no conjunto de auditoria</translation>
    </message>
    <message>
        <source>By the rule below. What the rule cannot settle is left out.</source>
        <translation>Segundo a regra abaixo. O que a regra não consegue decidir fica de fora.</translation>
    </message>
    <message>
        <source>By the rule chosen, more labels are not worth it, with 80 %.</source>
        <translation>Pela regra escolhida, mais etiquetas não compensam, com 80 %.</translation>
    </message>
    <message numerus="yes">
        <source>by {n:,} annotators</source>
        <comment>by {n} annotator</comment>
        <translation>
            <numerusform>por {n} anotador</numerusform>
            <numerusform>por {n:,} anotadores</numerusform>
        </translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Erro de calibração</translation>
    </message>
    <message>
        <source>Calibration error, in points</source>
        <translation>Erro de calibração, em pontos</translation>
    </message>
    <message>
        <source>Calibration error, points</source>
        <translation>Erro de calibração, pontos</translation>
    </message>
    <message>
        <source>Calibration error: how far what the model says and how often it is right are apart, in points, on average over 15 groups of equal size. Some of it is chance; what is left is the error corrected for it.</source>
        <translation>Erro de calibração: a distância, em pontos, entre o que o modelo diz e a frequência com que acerta, em média de 15 grupos do mesmo tamanho. Parte é acaso; o que sobra é o erro corrigido.</translation>
    </message>
    <message>
        <source>Calibration of the model's probabilities</source>
        <translation>Calibração das probabilidades do modelo</translation>
    </message>
    <message>
        <source>Can be labelled: {images}, {texts}.</source>
        <translation>Podem ser etiquetados: {images}, {texts}.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Não se consegue ler</translation>
    </message>
    <message>
        <source>Cannot be removed</source>
        <translation>Não pode ser retirada</translation>
    </message>
    <message>
        <source>Cannot be told</source>
        <translation>Não se pode dizer</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock está ligado.</translation>
    </message>
    <message>
        <source>captions</source>
        <translation>legendas</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Casos</translation>
    </message>
    <message>
        <source>chain {chain} ends early: {n} event(s) cut off since the head of {utc}.</source>
        <translation>a cadeia {chain} acaba cedo: {n} evento(s) cortado(s) desde a cabeça de {utc}.</translation>
    </message>
    <message>
        <source>chain {chain} ends early: {n} event(s) cut off.</source>
        <translation>a cadeia {chain} acaba cedo: {n} evento(s) cortado(s).</translation>
    </message>
    <message>
        <source>chain {chain} is missing: the head of {utc} names {n} event(s) of it.</source>
        <translation>falta a cadeia {chain}: a cabeça de {utc} refere {n} evento(s) dela.</translation>
    </message>
    <message>
        <source>chain {chain} is not the one that the head of {utc} names: it was rewritten.</source>
        <translation>a cadeia {chain} não é a que a cabeça de {utc} refere: foi reescrita.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Alterar</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Alterar</translation>
    </message>
    <message>
        <source>Change of the model</source>
        <translation>Mudança do modelo</translation>
    </message>
    <message>
        <source>Change the design</source>
        <translation>Alterar o desenho</translation>
    </message>
    <message>
        <source>Change the passphrase of {name}</source>
        <translation>Alterar a frase-passe de {name}</translation>
    </message>
    <message>
        <source>Change your passphrase</source>
        <translation>Alterar a própria frase-passe</translation>
    </message>
    <message>
        <source>Changed the classes</source>
        <translation>Alterou as classes</translation>
    </message>
    <message>
        <source>Changed the guideline</source>
        <translation>Alterou o guia</translation>
    </message>
    <message>
        <source>Changed the mark of class {name}</source>
        <translation>Alterou a marca da classe {name}</translation>
    </message>
    <message>
        <source>Changed the order of the classes</source>
        <translation>Alterou a ordem das classes</translation>
    </message>
    <message>
        <source>Changed the reasons</source>
        <translation>Alterou os motivos</translation>
    </message>
    <message>
        <source>Changed the scale</source>
        <translation>Alterou a escala</translation>
    </message>
    <message>
        <source>Changed the setting {name}</source>
        <translation>Alterou a definição {name}</translation>
    </message>
    <message>
        <source>Changed {before} to {after}</source>
        <translation>Mudou {before} para {after}</translation>
    </message>
    <message numerus="yes">
        <source>Changed {n:,} settings</source>
        <comment>Changed {n:,} setting</comment>
        <translation>
            <numerusform>Alterou {n:,} definição</numerusform>
            <numerusform>Alterou {n:,} definições</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes apply at once</source>
        <translation>As alterações valem de imediato</translation>
    </message>
    <message>
        <source>Changes only</source>
        <translation>Só alterações</translation>
    </message>
    <message>
        <source>Changes: {words}</source>
        <translation>Muda: {words}</translation>
    </message>
    <message>
        <source>Changing</source>
        <translation>A alterar</translation>
    </message>
    <message>
        <source>Changing one of them later makes the signature void.</source>
        <translation>Alterar uma delas mais tarde invalida a assinatura.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Verificar de novo</translation>
    </message>
    <message>
        <source>Check the folder again</source>
        <translation>Verificar a pasta de novo</translation>
    </message>
    <message>
        <source>Checking the folder for new and changed files.</source>
        <translation>A procurar ficheiros novos e alterados na pasta.</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Escolher</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>escolher</translation>
    </message>
    <message>
        <source>Choose a column</source>
        <translation>Escolher uma coluna</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Escolher um ficheiro</translation>
    </message>
    <message>
        <source>Choose a file...</source>
        <translation>Escolher um ficheiro...</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Escolher uma pasta</translation>
    </message>
    <message>
        <source>Choose a folder...</source>
        <translation>Escolher uma pasta...</translation>
    </message>
    <message>
        <source>Choose a label first. Nothing is chosen for you.</source>
        <translation>Escolher primeiro uma etiqueta. Nada é escolhido automaticamente.</translation>
    </message>
    <message>
        <source>Choose a sample.</source>
        <translation>Escolher uma amostra.</translation>
    </message>
    <message>
        <source>Choose an annotator, then Hand out.</source>
        <translation>Escolha um anotador e depois Entregar cópia.</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>Escolher outra pasta</translation>
    </message>
    <message>
        <source>Choose next</source>
        <translation>Escolher a seguinte</translation>
    </message>
    <message>
        <source>Choose the file that holds the labels.</source>
        <translation>Escolha o ficheiro que contém as etiquetas.</translation>
    </message>
    <message>
        <source>Choose the folder that holds the images or texts.</source>
        <translation>Escolher a pasta que contém as imagens ou os textos.</translation>
    </message>
    <message>
        <source>Choose where the project file is kept.</source>
        <translation>Escolher onde fica o ficheiro de projeto.</translation>
    </message>
    <message>
        <source>Choose where...</source>
        <translation>Escolher onde...</translation>
    </message>
    <message>
        <source>Choose which column names the samples, and which holds the labels.</source>
        <translation>Escolher a coluna que nomeia as amostras e a que contém as etiquetas.</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>escolhida</translation>
    </message>
    <message>
        <source>Chosen by the model</source>
        <translation>Escolhidas pelo modelo</translation>
    </message>
    <message>
        <source>Chosen samples</source>
        <translation>Amostras escolhidas</translation>
    </message>
    <message>
        <source>circles</source>
        <translation>círculos</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Class by class</source>
        <translation>Classe a classe</translation>
    </message>
    <message>
        <source>Class colours with colour vision differences</source>
        <translation>Cores das classes com diferenças na visão das cores</translation>
    </message>
    <message>
        <source>Class to find</source>
        <translation>Classe a encontrar</translation>
    </message>
    <message>
        <source>Class to look for</source>
        <translation>Classe a procurar</translation>
    </message>
    <message>
        <source>class {number}</source>
        <translation>classe {number}</translation>
    </message>
    <message>
        <source>Class {number} in one sentence</source>
        <translation>Classe {number} numa frase</translation>
    </message>
    <message>
        <source>Class {number}: {error}</source>
        <translation>Classe {number}: {error}</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Classes and guideline belong to the owner of the project. This is a copy.</source>
        <translation>As classes e o guia pertencem ao dono do projeto. Isto é uma cópia.</translation>
    </message>
    <message>
        <source>Classes and protocol</source>
        <translation>Classes e protocolo</translation>
    </message>
    <message>
        <source>Classes of the protocol in force</source>
        <translation>Classes do protocolo em vigor</translation>
    </message>
    <message>
        <source>Classes that are no longer offered</source>
        <translation>Classes que já não são oferecidas</translation>
    </message>
    <message>
        <source>classes that cannot be named so</source>
        <translation>classes que não se podem chamar assim</translation>
    </message>
    <message>
        <source>Classes: annotations in force, and samples as they stand in the end</source>
        <translation>Classes: anotações em vigor, e amostras tal como ficam no fim</translation>
    </message>
    <message>
        <source>Classes: {names}. None of them has a definition.</source>
        <translation>Classes: {names}. Nenhuma tem definição.</translation>
    </message>
    <message>
        <source>Classes: {names}. The guideline defines each of them.</source>
        <translation>Classes: {names}. O guia define cada uma delas.</translation>
    </message>
    <message>
        <source>Classes: {names}. The guideline defines {told:,} of them.</source>
        <translation>Classes: {names}. O guia define {told:,} delas.</translation>
    </message>
    <message>
        <source>Classification change</source>
        <translation>Mudança de classificação</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Limpar os filtros</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a procura</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>close</source>
        <translation>fechar</translation>
    </message>
    <message>
        <source>close</source>
        <comment>what a key does</comment>
        <translation>fechar</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>Fechar o projeto</translation>
    </message>
    <message>
        <source>Close without them</source>
        <translation>Fechar sem elas</translation>
    </message>
    <message>
        <source>Close, keep as draft</source>
        <translation>Fechar, manter rascunho</translation>
    </message>
    <message>
        <source>Close, keep nothing</source>
        <translation>Fechar sem manter nada</translation>
    </message>
    <message>
        <source>Closed</source>
        <comment>a list that folds</comment>
        <translation>Fechada</translation>
    </message>
    <message>
        <source>Closed the project</source>
        <translation>Fechou o projeto</translation>
    </message>
    <message>
        <source>Closest images you labelled</source>
        <translation>Imagens mais próximas que etiquetou</translation>
    </message>
    <message>
        <source>Closest labelled images</source>
        <translation>Imagens etiquetadas mais próximas</translation>
    </message>
    <message>
        <source>Closest labelled texts</source>
        <translation>Textos etiquetados mais próximos</translation>
    </message>
    <message>
        <source>Closest texts you labelled</source>
        <translation>Textos mais próximos que etiquetou</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>COCO (JSON)</source>
        <translation>COCO (JSON)</translation>
    </message>
    <message>
        <source>COCO holds images, and this project holds texts. Choose another format.</source>
        <translation>O COCO guarda imagens, e este projeto tem textos. Escolher outro formato.</translation>
    </message>
    <message>
        <source>Codes stand for the names of people, as was asked for.</source>
        <translation>Códigos substituem os nomes das pessoas, como foi pedido.</translation>
    </message>
    <message>
        <source>Coefficients of agreement with their 95 % bootstrap intervals.</source>
        <translation>Coeficientes de concordância com os seus intervalos de 95 % por bootstrap.</translation>
    </message>
    <message>
        <source>Cohen's kappa</source>
        <translation>Kappa de Cohen</translation>
    </message>
    <message>
        <source>Cohen's kappa, linear weights</source>
        <translation>Kappa de Cohen, pesos lineares</translation>
    </message>
    <message>
        <source>Cohen's kappa, quadratic weights</source>
        <translation>Kappa de Cohen, pesos quadráticos</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Coluna</translation>
    </message>
    <message>
        <source>Column for: {what}</source>
        <translation>Coluna para: {what}</translation>
    </message>
    <message>
        <source>Column {n}</source>
        <translation>Coluna {n}</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colunas</translation>
    </message>
    <message>
        <source>columns as chosen: {columns}</source>
        <translation>colunas escolhidas: {columns}</translation>
    </message>
    <message>
        <source>Columns...</source>
        <translation>Colunas...</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Comentário</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>comentário</translation>
    </message>
    <message>
        <source>Comment: {words}</source>
        <translation>Comentário: {words}</translation>
    </message>
    <message>
        <source>Commented</source>
        <translation>Comentou</translation>
    </message>
    <message>
        <source>Committee</source>
        <translation>Comité</translation>
    </message>
    <message>
        <source>Committee: divided votes</source>
        <translation>Comité: votos divididos</translation>
    </message>
    <message>
        <source>Committee: far from the average</source>
        <translation>Comité: longe da média</translation>
    </message>
    <message>
        <source>Committee: strongest objection</source>
        <translation>Comité: objeção mais forte</translation>
    </message>
    <message>
        <source>Committee: unsure together</source>
        <translation>Comité: incerto em conjunto</translation>
    </message>
    <message numerus="yes">
        <source>Compared are {n:,} first answers: {shown:,} with the suggestion on screen, {withheld:,} where a draw withheld it. Audit samples and others that never show one, batch review and second looks are not among them.</source>
        <comment>Compared are {n:,} first answer: {shown:,} with the suggestion on screen, {withheld:,} where a draw withheld it. Audit samples and others that never show one, batch review and second looks are not among them.</comment>
        <translation>
            <numerusform>Compara-se {n:,} primeira resposta: {shown:,} com a sugestão no ecrã, {withheld:,} em que um sorteio a reteve. Não contam as amostras de auditoria e outras que nunca mostram uma, a revisão em lote nem os segundos olhares.</numerusform>
            <numerusform>Comparam-se {n:,} primeiras respostas: {shown:,} com a sugestão no ecrã, {withheld:,} em que um sorteio a reteve. Não contam as amostras de auditoria e outras que nunca mostram uma, a revisão em lote nem os segundos olhares.</numerusform>
        </translation>
    </message>
    <message>
        <source>Compared with samples where the suggestion is withheld.</source>
        <translation>Em comparação com amostras em que a sugestão não é mostrada.</translation>
    </message>
    <message>
        <source>Compared with your own usual pace.</source>
        <translation>Em comparação com o ritmo habitual do próprio.</translation>
    </message>
    <message>
        <source>Compares each sample with the mean of each class; rough, but sound from very few labels.</source>
        <translation>Compara cada amostra com a média de cada classe; grosseiro, mas sólido com muito poucas etiquetas.</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>A comparar</translation>
    </message>
    <message>
        <source>Comparing the texts</source>
        <translation>A comparar os textos</translation>
    </message>
    <message>
        <source>comparisons</source>
        <translation>comparações</translation>
    </message>
    <message>
        <source>complete and unchanged</source>
        <translation>completo e inalterado</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Confidential and medical samples</source>
        <translation>Amostras confidenciais e médicas</translation>
    </message>
    <message>
        <source>Confidentiality and integrity</source>
        <translation>Confidencialidade e integridade</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflito</translation>
    </message>
    <message>
        <source>Conger's kappa</source>
        <translation>Kappa de Conger</translation>
    </message>
    <message>
        <source>content of an unknown event {seq} of chain {chain}.</source>
        <translation>conteúdo de um evento {seq} desconhecido da cadeia {chain}.</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Conteúdo</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Contrast and brightness</source>
        <translation>Contraste e brilho</translation>
    </message>
    <message>
        <source>Contrast {contrast:+d}   Brightness {brightness:+d}      Arrow keys change, Esc leaves</source>
        <translation>Contraste {contrast:+d}   Brilho {brightness:+d}      Setas alteram, Esc sai</translation>
    </message>
    <message>
        <source>Contrast, or window and level</source>
        <translation>Contraste, ou janela e nível</translation>
    </message>
    <message>
        <source>Copies handed out</source>
        <translation>Cópias entregues</translation>
    </message>
    <message>
        <source>Copies of a sample</source>
        <translation>Cópias de uma amostra</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>Copiar como imagem</translation>
    </message>
    <message>
        <source>Copy into the project...</source>
        <translation>Copiar para o projeto...</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagem</translation>
    </message>
    <message>
        <source>Copy the fingerprint</source>
        <translation>Copiar a impressão digital</translation>
    </message>
    <message>
        <source>Copy the hash of the design</source>
        <translation>Copiar o hash do desenho</translation>
    </message>
    <message>
        <source>Copy the samples</source>
        <translation>Copiar as amostras</translation>
    </message>
    <message>
        <source>Copy the samples into the project</source>
        <translation>Copiar as amostras para o projeto</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>A copiar</translation>
    </message>
    <message>
        <source>Copying the samples</source>
        <translation>A copiar as amostras</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>Corrigido</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Custo</translation>
    </message>
    <message>
        <source>Cost of a wrong prediction</source>
        <translation>Custo de uma previsão errada</translation>
    </message>
    <message>
        <source>cost of a wrong prediction</source>
        <translation>custo de uma previsão errada</translation>
    </message>
    <message>
        <source>Cost of an hour of labelling</source>
        <translation>Custo de uma hora a etiquetar</translation>
    </message>
    <message>
        <source>Cost rule</source>
        <translation>Regra de custo</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Custos</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>Não foi possível ler</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>Counted are all annotators together.</source>
        <translation>Contam todos os anotadores em conjunto.</translation>
    </message>
    <message>
        <source>Counted are annotations in force: changed answers once, answers taken back not at all. Nobody is ranked.</source>
        <translation>Contam as anotações em vigor: as respostas alteradas uma vez, as anuladas nenhuma. Ninguém é classificado.</translation>
    </message>
    <message>
        <source>Counted are your own answers.</source>
        <translation>Contam só as próprias respostas.</translation>
    </message>
    <message>
        <source>Counting and checking the project.</source>
        <translation>A contar e a verificar o projeto.</translation>
    </message>
    <message>
        <source>counts as {name}</source>
        <translation>conta como {name}</translation>
    </message>
    <message>
        <source>Counts for encrypted projects. The one that is open is not encrypted.</source>
        <translation>Vale para projetos cifrados. O que está aberto não está cifrado.</translation>
    </message>
    <message>
        <source>Covering a part takes {high} % down to {low} %.</source>
        <translation>Tapar uma parte leva de {high} % até {low} %.</translation>
    </message>
    <message>
        <source>Covering parts of this image does not change what the model says.</source>
        <translation>Tapar partes desta imagem não altera o que o modelo diz.</translation>
    </message>
    <message>
        <source>Create project</source>
        <translation>Criar projeto</translation>
    </message>
    <message>
        <source>Creating</source>
        <translation>A criar</translation>
    </message>
    <message>
        <source>Criteria of the stop advice</source>
        <translation>Critérios do conselho de paragem</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>Critério</translation>
    </message>
    <message>
        <source>CSV or TSV</source>
        <translation>CSV ou TSV</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>Tabela CSV</translation>
    </message>
    <message>
        <source>CSV, TSV or JSON lines with the columns “path” (of the sample, in the folder) and “label” (its class). For other columns leave this empty: Import labels, in the menu of the finished project, asks which is which.</source>
        <translation>CSV, TSV ou linhas JSON com as colunas “path” (da amostra, na pasta) e “label” (a sua classe). Com outras colunas, deixar vazio: Importar etiquetas, no menu do projeto criado, pergunta qual é qual.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moeda</translation>
    </message>
    <message>
        <source>Current sample</source>
        <translation>Amostra atual</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Danificada</translation>
    </message>
    <message>
        <source>Damaged rows in the side file were dropped: {tables}.</source>
        <translation>Foram retiradas linhas danificadas do ficheiro auxiliar: {tables}.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Dashed: the forecast, with its 80 % band.</source>
        <translation>A tracejado: a previsão, com a sua banda de 80 %.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Data e hora</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>datas</translation>
    </message>
    <message>
        <source>Dawid-Skene</source>
        <translation>Dawid-Skene</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dias</translation>
    </message>
    <message>
        <source>Days, newest first</source>
        <translation>Dias, do mais recente para o mais antigo</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>dez.</translation>
    </message>
    <message>
        <source>December</source>
        <translation>dezembro</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Decidir</translation>
    </message>
    <message>
        <source>Decide like this</source>
        <translation>Decidir assim</translation>
    </message>
    <message>
        <source>decide like this</source>
        <translation>decidir assim</translation>
    </message>
    <message>
        <source>Decide: {name}</source>
        <translation>Decidir: {name}</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Decididas</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>decidido</translation>
    </message>
    <message>
        <source>Decided twice, as {both}. A decision of yours settles it.</source>
        <translation>Decidido duas vezes, como {both}. Uma decisão sua resolve.</translation>
    </message>
    <message>
        <source>Decided {answer}</source>
        <translation>Decidiu {answer}</translation>
    </message>
    <message>
        <source>decided, but marked as ambiguous</source>
        <translation>decididas, mas marcadas como ambíguas</translation>
    </message>
    <message>
        <source>Decided: {answer} for {title}.</source>
        <translation>Decidido: {answer} para {title}.</translation>
    </message>
    <message>
        <source>decided: {name}</source>
        <translation>decidido: {name}</translation>
    </message>
    <message>
        <source>Decision rule</source>
        <translation>Regra de decisão</translation>
    </message>
    <message>
        <source>Decision rule for this choice</source>
        <translation>Regra de decisão para esta escolha</translation>
    </message>
    <message>
        <source>Decision rule or notice</source>
        <translation>Regra de decisão ou aviso</translation>
    </message>
    <message>
        <source>Decision rules found</source>
        <translation>Regras de decisão encontradas</translation>
    </message>
    <message>
        <source>decision {answer}</source>
        <translation>decisão {answer}</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decisões</translation>
    </message>
    <message>
        <source>decisions</source>
        <translation>decisões</translation>
    </message>
    <message>
        <source>Decisions are for adjudicators and the owner of the study. You label as {name}.</source>
        <translation>As decisões são para os adjudicadores e para o dono do estudo. Etiqueta-se aqui como {name}.</translation>
    </message>
    <message>
        <source>Decisions of an adjudicator count before all. The model of annotators (Dawid and Skene) weighs each by how often the others agree; it needs three of them. In a blind study only your own labels count for you.</source>
        <translation>As decisões de quem adjudica contam antes de tudo. O modelo de anotadores (Dawid e Skene) pondera cada um pela frequência com que os outros concordam; precisa de três. Num estudo cego só contam para cada um as próprias etiquetas.</translation>
    </message>
    <message>
        <source>Decrypting</source>
        <translation>A decifrar</translation>
    </message>
    <message>
        <source>Defined class {name}</source>
        <translation>Definiu a classe {name}</translation>
    </message>
    <message>
        <source>Defined in the guideline</source>
        <translation>Definida no guia</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definição</translation>
    </message>
    <message>
        <source>definition</source>
        <translation>definição</translation>
    </message>
    <message>
        <source>Definition of the new class</source>
        <translation>Definição da nova classe</translation>
    </message>
    <message>
        <source>Definition of {name}</source>
        <translation>Definição de {name}</translation>
    </message>
    <message>
        <source>deflated frames</source>
        <translation>fotogramas comprimidos com deflate</translation>
    </message>
    <message>
        <source>Design of the study</source>
        <translation>Desenho do estudo</translation>
    </message>
    <message>
        <source>Deviations from the design of the study</source>
        <translation>Desvios em relação ao desenho do estudo</translation>
    </message>
    <message>
        <source>Deviations from the study design</source>
        <translation>Desvios do desenho do estudo</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferença</translation>
    </message>
    <message>
        <source>Different classes were chosen by {pairs} samples.</source>
        <translation>Foram escolhidas classes diferentes, em amostras, por {pairs}.</translation>
    </message>
    <message>
        <source>differs from the suggestion</source>
        <translation>difere da sugestão</translation>
    </message>
    <message>
        <source>Discuss</source>
        <translation>Discutir</translation>
    </message>
    <message>
        <source>Divided votes</source>
        <translation>Votos divididos</translation>
    </message>
    <message>
        <source>Do not import</source>
        <translation>Não importar</translation>
    </message>
    <message>
        <source>Do not merge</source>
        <translation>Não juntar</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>Não guardar</translation>
    </message>
    <message>
        <source>Do the probabilities hold</source>
        <translation>As probabilidades estão certas?</translation>
    </message>
    <message>
        <source>doccano</source>
        <translation>doccano</translation>
    </message>
    <message>
        <source>doccano (JSON Lines, JSON or CSV)</source>
        <translation>doccano (linhas JSON, JSON ou CSV)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluído</translation>
    </message>
    <message>
        <source>dotted</source>
        <translation>pontilhado</translation>
    </message>
    <message>
        <source>Dotted: 0.667 and 0.80, Krippendorff's marks for tentative and for reliable conclusions.</source>
        <translation>A pontilhado: 0,667 e 0,80, as marcas de Krippendorff para conclusões provisórias e fiáveis.</translation>
    </message>
    <message>
        <source>Dotted: annotators with themselves.</source>
        <translation>A tracejado: anotadores consigo próprios.</translation>
    </message>
    <message>
        <source>Dotted: away from it.</source>
        <translation>A pontilhado: contra.</translation>
    </message>
    <message>
        <source>Dotted: where both are alike.</source>
        <translation>A pontilhado: onde ambas coincidem.</translation>
    </message>
    <message>
        <source>Down</source>
        <comment>key</comment>
        <translation>Baixo</translation>
    </message>
    <message>
        <source>Draft, step {step} of {last}</source>
        <translation>Rascunho, passo {step} de {last}</translation>
    </message>
    <message>
        <source>drafts</source>
        <translation>rascunhos</translation>
    </message>
    <message>
        <source>Drag over what to mask, or arrow keys move, Shift+arrows size, Enter masks, Delete unmasks, Esc leaves</source>
        <translation>Arraste sobre o que mascarar, ou setas movem, Shift+setas dimensionam, Enter mascara, Delete retira, Esc sai</translation>
    </message>
    <message>
        <source>Draw solid blocks over the text. The file stays as it is.</source>
        <translation>Desenhar blocos opacos sobre o texto. O ficheiro fica como está.</translation>
    </message>
    <message>
        <source>Drawing of the learning curve</source>
        <translation>Desenho da curva de aprendizagem</translation>
    </message>
    <message>
        <source>Drawing the batch</source>
        <translation>Escolha do lote</translation>
    </message>
    <message>
        <source>Drawn at random</source>
        <translation>Sorteadas</translation>
    </message>
    <message>
        <source>Drawn at random for the audit set</source>
        <translation>Sorteadas para o conjunto de auditoria</translation>
    </message>
    <message>
        <source>Drawn at random from the whole folder.</source>
        <translation>Sorteada de toda a pasta.</translation>
    </message>
    <message>
        <source>Drawn from the whole folder, before the model began to choose.</source>
        <translation>Sorteada de toda a pasta, antes de o modelo começar a escolher.</translation>
    </message>
    <message>
        <source>Drawn from the whole folder. The model starts after your first labels.</source>
        <translation>Sorteada de toda a pasta. O modelo começa depois das primeiras etiquetas.</translation>
    </message>
    <message>
        <source>Draws by lot among the samples unlike those you answered with "not worth labelling".</source>
        <translation>Sorteia entre as amostras diferentes daquelas a que se respondeu "não vale a pena etiquetar".</translation>
    </message>
    <message>
        <source>Draws samples by lot: slow to learn, but a fair picture of the pool.</source>
        <translation>Sorteia amostras: aprende devagar, mas dá uma imagem fiel do conjunto.</translation>
    </message>
    <message>
        <source>Draws straight borders between the classes; best with few labels, and its evidence is exact.</source>
        <translation>Traça fronteiras retas entre as classes; a melhor com poucas etiquetas, e a sua evidência é exata.</translation>
    </message>
    <message>
        <source>Draws the sets; kept with the design, so that they can be drawn again.</source>
        <translation>Sorteia os conjuntos; fica com o desenho, para que possam ser sorteados de novo.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Drop a folder or a project here</source>
        <translation>Largar aqui uma pasta ou um projeto</translation>
    </message>
    <message>
        <source>Drop the changes</source>
        <translation>Descartar as alterações</translation>
    </message>
    <message>
        <source>Dropped a known answer</source>
        <translation>Largou uma resposta conhecida</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicado</translation>
    </message>
    <message>
        <source>Each annotator</source>
        <translation>Cada anotador</translation>
    </message>
    <message>
        <source>Each annotator opens the project with a passphrase of their own, and labels under their own name.</source>
        <translation>Cada anotador abre o projeto com a própria frase-passe e etiqueta com o próprio nome.</translation>
    </message>
    <message numerus="yes">
        <source>Each is given one of {n:,} classes.</source>
        <comment>Each is given {n} class.</comment>
        <translation>
            <numerusform>A cada uma é dada {n} classe.</numerusform>
            <numerusform>A cada uma é dada uma de {n:,} classes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each is shown beside its sample, and somebody looks at it. The model learns nothing from them.</source>
        <translation>Cada uma é mostrada junto à sua amostra e alguém a vê. O modelo não aprende nada com elas.</translation>
    </message>
    <message>
        <source>Each unlike those before</source>
        <translation>Cada uma diferente das anteriores</translation>
    </message>
    <message numerus="yes">
        <source>Each was to be given one of {n:,} classes ({names}).</source>
        <comment>Each was to be given the {n} class there is ({names}).</comment>
        <translation>
            <numerusform>A cada uma cabia a {n} classe que há ({names}).</numerusform>
            <numerusform>A cada uma cabia uma de {n:,} classes ({names}).</numerusform>
        </translation>
    </message>
    <message>
        <source>Each {kind} takes longer</source>
        <translation>Cada {kind} demora mais</translation>
    </message>
    <message>
        <source>Earlier in history</source>
        <translation>Anterior no histórico</translation>
    </message>
    <message>
        <source>Earlier, later in history</source>
        <translation>Anterior, seguinte no histórico</translation>
    </message>
    <message>
        <source>Easy to guess: this is among what is tried first.</source>
        <translation>Fácil de adivinhar: está entre o que se tenta primeiro.</translation>
    </message>
    <message>
        <source>edges, colours and texture</source>
        <translation>contornos, cores e textura</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>EfficientNet-Lite0, trained on ImageNet</source>
        <translation>EfficientNet-Lite0, treinada no ImageNet</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>Esforço</translation>
    </message>
    <message>
        <source>Effort and cost</source>
        <translation>Esforço e custo</translation>
    </message>
    <message>
        <source>Eight</source>
        <translation>Oito</translation>
    </message>
    <message>
        <source>ellipses</source>
        <translation>elipses</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vazio</translation>
    </message>
    <message numerus="yes">
        <source>Empty: as measured, {seconds:.1f} s ({low:.1f} to {high:.1f}), {n:,} labels.</source>
        <comment>Empty: as measured, {seconds:.1f} s ({low:.1f} to {high:.1f}), {n:,} label.</comment>
        <translation>
            <numerusform>Vazio: como medido, {seconds:.1f} s ({low:.1f} a {high:.1f}), {n:,} etiqueta.</numerusform>
            <numerusform>Vazio: como medido, {seconds:.1f} s ({low:.1f} a {high:.1f}), {n:,} etiquetas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Empty: as measured, {seconds:.1f} s, {n:,} labels.</source>
        <comment>Empty: as measured, {seconds:.1f} s, {n:,} label.</comment>
        <translation>
            <numerusform>Vazio: como medido, {seconds:.1f} s, {n:,} etiqueta.</numerusform>
            <numerusform>Vazio: como medido, {seconds:.1f} s, {n:,} etiquetas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Empty: as measured. {why}</source>
        <translation>Vazio: como medido. {why}</translation>
    </message>
    <message>
        <source>Encrypt</source>
        <translation>Cifrar</translation>
    </message>
    <message>
        <source>Encrypt this project</source>
        <translation>Cifrar este projeto</translation>
    </message>
    <message>
        <source>Encrypt...</source>
        <translation>Cifrar...</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Cifrado</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>cifrado</translation>
    </message>
    <message>
        <source>Encrypted (SQLCipher)</source>
        <translation>Cifrado (SQLCipher)</translation>
    </message>
    <message>
        <source>Encrypted projects only. The sample is covered at once; learning ends. The pointer counts as well.</source>
        <translation>Só projetos cifrados. A amostra é tapada de imediato; a aprendizagem termina. O ponteiro também conta.</translation>
    </message>
    <message>
        <source>Encrypted projects only. They are always locked when the computer sleeps or the screen locks.</source>
        <translation>Só projetos cifrados. São sempre bloqueados quando o computador suspende ou o ecrã bloqueia.</translation>
    </message>
    <message>
        <source>Encrypted. The passphrase or recovery code of that day opens it.</source>
        <translation>Cifrada. Abre com a frase-passe ou o código de recuperação desse dia.</translation>
    </message>
    <message>
        <source>Encrypting</source>
        <translation>A cifrar</translation>
    </message>
    <message>
        <source>Encrypting it</source>
        <translation>A cifrar</translation>
    </message>
    <message>
        <source>End the session for today</source>
        <translation>Terminar a sessão por hoje</translation>
    </message>
    <message>
        <source>ends of long comments</source>
        <translation>fins de comentários longos</translation>
    </message>
    <message>
        <source>Enough for today?</source>
        <translation>Chega por hoje?</translation>
    </message>
    <message>
        <source>Enter</source>
        <comment>key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enter gives it another key</source>
        <translation>Enter atribui-lhe outra tecla</translation>
    </message>
    <message>
        <source>Enter masks, Delete unmasks, Esc leaves</source>
        <translation>Enter mascara, Delete retira, Esc sai</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropia</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Apagar de vez</translation>
    </message>
    <message>
        <source>Erase the comments on this sample</source>
        <translation>Apagar os comentários desta amostra</translation>
    </message>
    <message>
        <source>Erased a comment</source>
        <translation>Apagou um comentário</translation>
    </message>
    <message>
        <source>Erased a guideline</source>
        <translation>Apagou um guia</translation>
    </message>
    <message>
        <source>Erased texts</source>
        <translation>Textos apagados</translation>
    </message>
    <message>
        <source>Esc closes the large view. Then Enter accepts the group.</source>
        <translation>Esc fecha a vista grande. Depois Enter aceita o grupo.</translation>
    </message>
    <message>
        <source>Esc leaves</source>
        <translation>Esc sai</translation>
    </message>
    <message>
        <source>Esc returns</source>
        <translation>Esc volta atrás</translation>
    </message>
    <message>
        <source>Esc: keep {key}</source>
        <translation>Esc: manter {key}</translation>
    </message>
    <message>
        <source>Esc: no key</source>
        <translation>Esc: sem tecla</translation>
    </message>
    <message>
        <source>Estimated recall</source>
        <translation>Sensibilidade estimada</translation>
    </message>
    <message>
        <source>Estimated recall {share}</source>
        <translation>Sensibilidade estimada {share}</translation>
    </message>
    <message>
        <source>Estimated recall {share}, 95 % range {range}</source>
        <translation>Sensibilidade estimada {share}, intervalo de 95 %: {range}</translation>
    </message>
    <message>
        <source>event {seq} of chain {chain} does not follow from the one before it: one of the two was changed.</source>
        <translation>o evento {seq} da cadeia {chain} não decorre do anterior: um dos dois foi alterado.</translation>
    </message>
    <message>
        <source>event {seq} of chain {chain}: it was changed.</source>
        <translation>evento {seq} da cadeia {chain}: foi alterado.</translation>
    </message>
    <message>
        <source>event {seq} of chain {chain}: its content is missing and no erasure is recorded.</source>
        <translation>evento {seq} da cadeia {chain}: o conteúdo falta e não há registo de que tenha sido apagado.</translation>
    </message>
    <message>
        <source>event {seq} of chain {chain}: its content was changed.</source>
        <translation>evento {seq} da cadeia {chain}: o conteúdo foi alterado.</translation>
    </message>
    <message>
        <source>event {seq} of chain {chain}: its counters or times are impossible.</source>
        <translation>evento {seq} da cadeia {chain}: os contadores ou as horas são impossíveis.</translation>
    </message>
    <message>
        <source>event {seq} of chain {chain}: {missing} event(s) before it are missing.</source>
        <translation>evento {seq} da cadeia {chain}: falta(m) {missing} evento(s) antes dele.</translation>
    </message>
    <message>
        <source>events of the audit trail as CSV</source>
        <translation>eventos do registo de auditoria em CSV</translation>
    </message>
    <message>
        <source>events of the audit trail as JSON lines</source>
        <translation>eventos do registo de auditoria em linhas JSON</translation>
    </message>
    <message>
        <source>Every annotation</source>
        <translation>Todas as anotações</translation>
    </message>
    <message>
        <source>every annotator</source>
        <translation>todos os anotadores</translation>
    </message>
    <message numerus="yes">
        <source>Every case was looked at. {n:,} stay open for discussion.</source>
        <comment>Every case was looked at. {n:,} stays open for discussion.</comment>
        <translation>
            <numerusform>Todos os casos foram vistos. {n:,} fica aberto para discussão.</numerusform>
            <numerusform>Todos os casos foram vistos. {n:,} ficam abertos para discussão.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every cell as it is, also what a spreadsheet would run</source>
        <translation>Cada célula tal como é, mesmo o que uma folha de cálculo executaria</translation>
    </message>
    <message>
        <source>Every class</source>
        <translation>Todas as classes</translation>
    </message>
    <message>
        <source>Every class has its own mark, told by shape as well as colour; the first nine have a key. Lists can be pasted.</source>
        <translation>Cada classe tem a sua marca, que se distingue pela forma e pela cor; as nove primeiras têm uma tecla. Podem colar-se listas.</translation>
    </message>
    <message numerus="yes">
        <source>Every disagreement has a decision. {n:,} were decided.</source>
        <comment>Every disagreement has a decision. {n:,} was decided.</comment>
        <translation>
            <numerusform>Todas as discordâncias têm uma decisão. {n:,} foi decidida.</numerusform>
            <numerusform>Todas as discordâncias têm uma decisão. {n:,} foram decididas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every event</source>
        <translation>Todos os eventos</translation>
    </message>
    <message>
        <source>Every event of this project, the newest first. Nothing here can be changed or taken away.</source>
        <translation>Todos os eventos deste projeto, do mais recente para o mais antigo. Aqui nada pode ser alterado nem retirado.</translation>
    </message>
    <message>
        <source>Every field of every row, nothing lost.</source>
        <translation>Todos os campos de todas as linhas, sem perdas.</translation>
    </message>
    <message>
        <source>Every line of the text is in many other texts too.</source>
        <translation>Todas as linhas do texto estão também em muitos outros textos.</translation>
    </message>
    <message>
        <source>Every sample has an answer.</source>
        <translation>Todas as amostras têm resposta.</translation>
    </message>
    <message>
        <source>Every sample in the queue has an answer.</source>
        <translation>Todas as amostras da fila têm resposta.</translation>
    </message>
    <message>
        <source>Every sample of the pool has been asked, though the goal of {goal} is not reached with 95 % confidence.</source>
        <translation>Todas as amostras do conjunto já foram perguntadas, embora o objetivo de {goal} não esteja atingido com 95 % de confiança.</translation>
    </message>
    <message>
        <source>Every sample of the pool has been asked.</source>
        <translation>Todas as amostras do conjunto já foram perguntadas.</translation>
    </message>
    <message>
        <source>Every sample that can be read has an answer.</source>
        <translation>Todas as amostras que podem ser lidas têm resposta.</translation>
    </message>
    <message>
        <source>Every two annotators ({measure})</source>
        <translation>Anotadores dois a dois ({measure})</translation>
    </message>
    <message>
        <source>Every version</source>
        <translation>Todas as versões</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Everything is saved.</source>
        <translation>Está tudo guardado.</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidência</translation>
    </message>
    <message>
        <source>Evidence on or off</source>
        <translation>Mostrar ou ocultar evidência</translation>
    </message>
    <message>
        <source>Exact duplicates</source>
        <translation>Duplicados exatos</translation>
    </message>
    <message>
        <source>Examples are added by the owner of the project, or by an adjudicator.</source>
        <translation>Os exemplos são acrescentados pelo dono do projeto ou por um adjudicador.</translation>
    </message>
    <message>
        <source>Expect {wrong} among these {gets}.</source>
        <translation>Esperar {wrong} entre estas {gets}.</translation>
    </message>
    <message>
        <source>Expected error reduction</source>
        <translation>Redução esperada do erro</translation>
    </message>
    <message>
        <source>Expected kappa</source>
        <translation>Kappa esperado</translation>
    </message>
    <message>
        <source>Expected model change</source>
        <translation>Mudança esperada do modelo</translation>
    </message>
    <message>
        <source>expected, 80 % band</source>
        <translation>esperada, banda de 80 %</translation>
    </message>
    <message>
        <source>Export as CSV...</source>
        <translation>Exportar como CSV...</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Exportar etiquetas</translation>
    </message>
    <message>
        <source>Export the audit trail</source>
        <translation>Exportar o registo de auditoria</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>Exportar o visível</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportar...</translation>
    </message>
    <message numerus="yes">
        <source>Exported a model from {n:,} labels to {name}.</source>
        <comment>Exported a model from {n:,} label to {name}.</comment>
        <translation>
            <numerusform>Exportado um modelo de {n:,} etiqueta para {name}.</numerusform>
            <numerusform>Exportado um modelo de {n:,} etiquetas para {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported {count:,} {what} to {file}</source>
        <translation>Exportou {count:,} {what} para {file}</translation>
    </message>
    <message numerus="yes">
        <source>Exported {n:,} events to {name}.</source>
        <comment>Exported {n:,} event to {name}.</comment>
        <translation>
            <numerusform>{n:,} evento exportado para {name}.</numerusform>
            <numerusform>{n:,} eventos exportados para {name}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported {n} annotations to {name}.</source>
        <comment>Exported {n} annotation to {name}.</comment>
        <translation>
            <numerusform>{n} anotação exportada para {name}.</numerusform>
            <numerusform>{n} anotações exportadas para {name}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported {n} results to {name}.</source>
        <comment>Exported {n} result to {name}.</comment>
        <translation>
            <numerusform>{n} resultado exportado para {name}.</numerusform>
            <numerusform>{n} resultados exportados para {name}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported {n} samples to {name}.</source>
        <comment>Exported {n} sample to {name}.</comment>
        <translation>
            <numerusform>{n} amostra exportada para {name}.</numerusform>
            <numerusform>{n} amostras exportadas para {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported {what} to {file}</source>
        <translation>Exportou {what} para {file}</translation>
    </message>
    <message>
        <source>Exports and sign-offs</source>
        <translation>Exportações e assinaturas</translation>
    </message>
    <message>
        <source>Exports made before this report</source>
        <translation>Exportações anteriores a este relatório</translation>
    </message>
    <message>
        <source>Fair. Longer is better: several words are best.</source>
        <translation>Razoável. Mais longa é melhor: várias palavras são o ideal.</translation>
    </message>
    <message>
        <source>Features, labels and weights.</source>
        <translation>Características, etiquetas e pesos.</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>fev.</translation>
    </message>
    <message>
        <source>February</source>
        <translation>fevereiro</translation>
    </message>
    <message>
        <source>Feedback after gold</source>
        <translation>Retorno após a resposta</translation>
    </message>
    <message>
        <source>Fewer than two annotators have answered.</source>
        <translation>Responderam menos de dois anotadores.</translation>
    </message>
    <message>
        <source>Fewer than {few} shared samples: no interval.</source>
        <translation>Menos de {few} amostras partilhadas: sem intervalo.</translation>
    </message>
    <message>
        <source>Fewer than {few} shared samples: too few to conclude.</source>
        <translation>Menos de {few} amostras partilhadas: insuficiente para concluir.</translation>
    </message>
    <message>
        <source>Fewer than {n} labels, or of one class only: how often the classes come is not known yet.</source>
        <translation>Menos de {n} etiquetas, ou de uma só classe: ainda não se sabe com que frequência surgem as classes.</translation>
    </message>
    <message>
        <source>Fewest annotators first</source>
        <translation>Menos anotadores primeiro</translation>
    </message>
    <message>
        <source>figures from the look at {labels:,}</source>
        <translation>números da análise às {labels:,}</translation>
    </message>
    <message>
        <source>File names are hidden while labelling, since they give the answer away.</source>
        <translation>Os nomes dos ficheiros ficam ocultos ao etiquetar, porque revelam a resposta.</translation>
    </message>
    <message>
        <source>File with labels</source>
        <translation>Ficheiro com etiquetas</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Ficheiros</translation>
    </message>
    <message>
        <source>Files from elsewhere</source>
        <translation>Ficheiros de outra origem</translation>
    </message>
    <message>
        <source>files in no folder of a class</source>
        <translation>ficheiros que não estão na pasta de uma classe</translation>
    </message>
    <message>
        <source>Files of labels</source>
        <translation>Ficheiros de etiquetas</translation>
    </message>
    <message>
        <source>Files of this kind are not read.</source>
        <translation>Não se leem ficheiros deste tipo.</translation>
    </message>
    <message>
        <source>Files that cannot be read</source>
        <translation>Ficheiros que não podem ser lidos</translation>
    </message>
    <message>
        <source>Filled: as shown, with 95 % ranges. Hollow: before calibration. Dashed: said and right are the same.</source>
        <translation>Cheio: como mostrado, com intervalos de 95 %. Vazio: antes da calibração. Tracejado: o dito e o certo coincidem.</translation>
    </message>
    <message>
        <source>Final label</source>
        <translation>Etiqueta final</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Procurar</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Procurar uma classe</translation>
    </message>
    <message>
        <source>Find a project</source>
        <translation>Procurar um projeto</translation>
    </message>
    <message>
        <source>Find a sample</source>
        <translation>Procurar uma amostra</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Procurar uma definição</translation>
    </message>
    <message>
        <source>Find a setting or a command</source>
        <translation>Procurar uma definição ou um comando</translation>
    </message>
    <message>
        <source>Find all of a class</source>
        <translation>Encontrar todas de uma classe</translation>
    </message>
    <message>
        <source>Find all samples of a class</source>
        <translation>Encontrar todas as amostras de uma classe</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Procurar uma ação</translation>
    </message>
    <message>
        <source>Find class</source>
        <translation>Procurar</translation>
    </message>
    <message>
        <source>Find in names and texts</source>
        <translation>Procurar em nomes e textos</translation>
    </message>
    <message>
        <source>Find in the words</source>
        <translation>Procurar no texto</translation>
    </message>
    <message>
        <source>Fingerprint of the log</source>
        <translation>Impressão digital do registo</translation>
    </message>
    <message>
        <source>Fingerprint {fingerprint}</source>
        <translation>Impressão digital {fingerprint}</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Primeira</translation>
    </message>
    <message>
        <source>First at</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Primeiro fotograma</translation>
    </message>
    <message>
        <source>First samples</source>
        <translation>Primeiras amostras</translation>
    </message>
    <message>
        <source>First strategy</source>
        <translation>Primeira estratégia</translation>
    </message>
    <message>
        <source>First your own answer, then what the others said.</source>
        <translation>Primeiro a própria resposta, depois o que os outros disseram.</translation>
    </message>
    <message>
        <source>First your own answer. The reason comes with the decision.</source>
        <translation>Primeiro a própria resposta. A razão vem com a decisão.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>Five</source>
        <translation>Cinco</translation>
    </message>
    <message>
        <source>Five unlike models are averaged; asks where the average is least sure.</source>
        <translation>Faz-se a média de cinco modelos diferentes; pergunta onde a média é menos segura.</translation>
    </message>
    <message>
        <source>Five unlike models vote; asks where the votes are most divided.</source>
        <translation>Votam cinco modelos diferentes; pergunta onde os votos mais se dividem.</translation>
    </message>
    <message>
        <source>Five unlike models; asks where one of them objects most.</source>
        <translation>Cinco modelos diferentes; pergunta onde um deles mais discorda.</translation>
    </message>
    <message>
        <source>Five unlike models; asks where they are furthest from what they say together.</source>
        <translation>Cinco modelos diferentes; pergunta onde mais se afastam do que dizem em conjunto.</translation>
    </message>
    <message>
        <source>Fix the design</source>
        <translation>Fixar o desenho</translation>
    </message>
    <message>
        <source>Fixed before labelling begins, the design can be checked afterwards by its hash.</source>
        <translation>Fixado antes de se começar a etiquetar, o desenho pode depois ser verificado pelo seu hash.</translation>
    </message>
    <message>
        <source>Fleiss' kappa</source>
        <translation>Kappa de Fleiss</translation>
    </message>
    <message>
        <source>Focus lost</source>
        <translation>Foco perdido</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Recolher</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Pasta</translation>
    </message>
    <message>
        <source>Folder and project file can be moved together: the project finds its folder again.</source>
        <translation>A pasta e o ficheiro de projeto podem ser movidos juntos: o projeto volta a encontrar a sua pasta.</translation>
    </message>
    <message>
        <source>Folder and what is in it</source>
        <translation>A pasta e o que contém</translation>
    </message>
    <message>
        <source>Folder with the images or texts</source>
        <translation>Pasta com as imagens ou os textos</translation>
    </message>
    <message>
        <source>Followed by a later row for the same sample</source>
        <translation>Seguida de uma linha posterior para a mesma amostra</translation>
    </message>
    <message>
        <source>Follows the system when set to System.</source>
        <translation>Segue o sistema quando está em Sistema.</translation>
    </message>
    <message>
        <source>For 20 seconds, at something 20 feet away. Whether it helps is not settled.</source>
        <translation>Durante 20 segundos, para algo a 6 metros. Não está provado que ajude.</translation>
    </message>
    <message>
        <source>For a class of which none may be missed.</source>
        <translation>Para uma classe de que nenhuma pode escapar.</translation>
    </message>
    <message>
        <source>for each image</source>
        <translation>por imagem</translation>
    </message>
    <message>
        <source>for each text</source>
        <translation>por texto</translation>
    </message>
    <message>
        <source>For example {names}</source>
        <translation>Por exemplo, {names}</translation>
    </message>
    <message>
        <source>For example: {values}</source>
        <translation>Por exemplo: {values}</translation>
    </message>
    <message>
        <source>For finding all samples of one class: the class that is looked for.</source>
        <translation>Para encontrar todas as amostras de uma classe: a classe procurada.</translation>
    </message>
    <message>
        <source>For so many samples, drawn by lot, none is shown, so that what suggestions do to labels can be measured.</source>
        <translation>Para esta parte das amostras, tirada à sorte, não é mostrada nenhuma, para se medir o efeito das sugestões nas etiquetas.</translation>
    </message>
    <message>
        <source>for {project}</source>
        <translation>para {project}</translation>
    </message>
    <message>
        <source>for {project}, {annotator}</source>
        <translation>para {project}, {annotator}</translation>
    </message>
    <message>
        <source>For {share} % of the samples, drawn by lot, they were withheld. Labels were as suggested in {shown} with the suggestion and in {withheld} without it (difference {difference}, 95 % interval {interval}, n {n}); arms were compared within annotators (Mantel and Haenszel 1959), intervals are Newcombe's hybrid scores.</source>
        <translation>Em {share} % das amostras, sorteadas, foram ocultadas. As etiquetas foram iguais à sugestão em {shown} com a sugestão e em {withheld} sem ela (diferença {difference}, intervalo de 95 %: {interval}, n {n}); os braços foram comparados dentro de cada anotador (Mantel e Haenszel 1959), os intervalos são os scores híbridos de Newcombe.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Format of the file</source>
        <translation>Formato do ficheiro</translation>
    </message>
    <message>
        <source>Format {format}, SHA-256 {digest}</source>
        <translation>Formato {format}, SHA-256 {digest}</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontradas</translation>
    </message>
    <message>
        <source>found</source>
        <translation>encontradas</translation>
    </message>
    <message>
        <source>Found in the folder</source>
        <translation>Encontrado na pasta</translation>
    </message>
    <message>
        <source>Found per class</source>
        <translation>Encontradas por classe</translation>
    </message>
    <message>
        <source>Found {found:,} among {screened:,} screened of {pool:,}; recall {recall}.</source>
        <translation>{found:,} encontradas entre {screened:,} vistas de {pool:,}; sensibilidade {recall}.</translation>
    </message>
    <message>
        <source>Found: of the samples that truly are of the class, the share that the model finds. Right: of those that it says are of it, the share that is. 95 % ranges, from the audit samples.</source>
        <translation>Encontradas: das amostras que são mesmo da classe, a parte que o modelo encontra. Certas: das que ele diz serem da classe, a parte que o é. Intervalos de 95 %, a partir das amostras de auditoria.</translation>
    </message>
    <message>
        <source>Found: of those that are of the class (recall). Right: of those said to be of it (precision).</source>
        <translation>Encontradas: das que são da classe (sensibilidade). Certas: das que foram ditas da classe (precisão).</translation>
    </message>
    <message>
        <source>Four</source>
        <translation>Quatro</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Fotograma</translation>
    </message>
    <message>
        <source>Frame {n:,} of {all:,}</source>
        <translation>Fotograma {n:,} de {all:,}</translation>
    </message>
    <message>
        <source>Frame {number:,} cannot be shown. {cause}</source>
        <translation>O fotograma {number:,} não pode ser mostrado. {cause}</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Fotogramas</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>sex.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>From 2026-11-23</source>
        <translation>De 2026-11-23</translation>
    </message>
    <message>
        <source>from all shared samples: not a random draw</source>
        <translation>de todas as amostras partilhadas: não é um sorteio</translation>
    </message>
    <message>
        <source>From now on it is asked why an answer is changed</source>
        <translation>A partir de agora pergunta-se porque é que uma resposta muda</translation>
    </message>
    <message>
        <source>from samples that the model chose: not a random draw</source>
        <translation>de amostras que o modelo escolheu: não é um sorteio</translation>
    </message>
    <message>
        <source>From the day, such as 2026-11-23</source>
        <translation>Desde o dia, como 2026-11-23</translation>
    </message>
    <message>
        <source>From the history</source>
        <translation>Do histórico</translation>
    </message>
    <message>
        <source>From the list of samples. After your answer the queue goes on.</source>
        <translation>Da lista de amostras. Depois da resposta a fila continua.</translation>
    </message>
    <message>
        <source>From this program, Label Studio, Prodigy, doccano, COCO and others. Nothing is written yet.</source>
        <translation>Deste programa, do Label Studio, Prodigy, doccano, COCO e outros. Ainda nada é escrito.</translation>
    </message>
    <message>
        <source>From {file}</source>
        <translation>De {file}</translation>
    </message>
    <message>
        <source>From {file}.</source>
        <translation>De {file}.</translation>
    </message>
    <message>
        <source>From {first:.1f} to {last:.1f} seconds, at the beginning and now.</source>
        <translation>De {first:.1f} para {last:.1f} segundos, no início e agora.</translation>
    </message>
    <message>
        <source>from {interval}</source>
        <translation>de {interval}</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>de {low} a {high}</translation>
    </message>
    <message>
        <source>from {random_set}</source>
        <translation>que compõem {random_set}</translation>
    </message>
    <message>
        <source>From {share} a difference of {points:g} points leads below 0 or above 100 %.</source>
        <translation>De {share}, uma diferença de {points:g} pontos leva abaixo de 0 ou acima de 100 %.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Completo</translation>
    </message>
    <message>
        <source>full guideline</source>
        <translation>guia completo</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>Toda a gama</translation>
    </message>
    <message>
        <source>Further figures are not defined, or have no interval, for like reasons; n says how few there are.</source>
        <translation>Outros números não estão definidos, ou não têm intervalo, por razões semelhantes; n diz quão poucas são.</translation>
    </message>
    <message>
        <source>Furthest from the known</source>
        <translation>Mais longe do conhecido</translation>
    </message>
    <message>
        <source>Gain, points</source>
        <translation>Ganho, pontos</translation>
    </message>
    <message>
        <source>Gain, points (80 % band)</source>
        <translation>Ganho, pontos (banda de 80 %)</translation>
    </message>
    <message>
        <source>Gave back a change of the protocol</source>
        <translation>Devolveu uma alteração do protocolo</translation>
    </message>
    <message>
        <source>Gave back a comment</source>
        <translation>Devolveu um comentário</translation>
    </message>
    <message>
        <source>Gave back a step</source>
        <translation>Devolveu um passo</translation>
    </message>
    <message>
        <source>Gave back an import of a protocol</source>
        <translation>Devolveu uma importação de protocolo</translation>
    </message>
    <message>
        <source>Gave back nothing that is here</source>
        <translation>Não devolveu nada do que está aqui</translation>
    </message>
    <message>
        <source>Gave back the import of {file}</source>
        <translation>Devolveu a importação de {file}</translation>
    </message>
    <message>
        <source>Gave back {answer}</source>
        <translation>Devolveu {answer}</translation>
    </message>
    <message>
        <source>Gave back {many:,} answers as one step</source>
        <translation>Devolveu {many:,} respostas num só passo</translation>
    </message>
    <message>
        <source>Gave {name} the role {role}</source>
        <translation>Deu a {name} o papel {role}</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Geral</translation>
    </message>
    <message>
        <source>Give a label</source>
        <translation>Dar uma etiqueta</translation>
    </message>
    <message>
        <source>Give another label</source>
        <translation>Dar outra etiqueta</translation>
    </message>
    <message>
        <source>Give near copies the answer of what they are nearly the same as</source>
        <translation>Dar às cópias próximas a resposta da amostra a que são quase iguais</translation>
    </message>
    <message>
        <source>Give near copies the same answer</source>
        <translation>Dar às cópias próximas a mesma resposta</translation>
    </message>
    <message>
        <source>give the tile another label</source>
        <translation>dar outra etiqueta ao mosaico</translation>
    </message>
    <message numerus="yes">
        <source>Give {n:,} labels</source>
        <comment>Give {n:,} label</comment>
        <translation>
            <numerusform>Dar {n:,} etiqueta</numerusform>
            <numerusform>Dar {n:,} etiquetas</numerusform>
        </translation>
    </message>
    <message>
        <source>given by you</source>
        <translation>dada por si</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Objetivo</translation>
    </message>
    <message>
        <source>Goal in per cent</source>
        <translation>Objetivo em percentagem</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>Conhecidas</translation>
    </message>
    <message>
        <source>Gold at the beginning</source>
        <translation>Conhecidas no início</translation>
    </message>
    <message>
        <source>Gold samples</source>
        <translation>Respostas conhecidas</translation>
    </message>
    <message>
        <source>Gold samples at the beginning</source>
        <translation>Respostas conhecidas no início</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Boa.</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Entendido</translation>
    </message>
    <message>
        <source>Gradient spread</source>
        <translation>Dispersão do gradiente</translation>
    </message>
    <message>
        <source>Green-weak</source>
        <translation>Verde fraco</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Cinzento</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Grelha</translation>
    </message>
    <message>
        <source>Ground behind images</source>
        <translation>Fundo das imagens</translation>
    </message>
    <message>
        <source>Group {number} of {all}</source>
        <translation>Grupo {number} de {all}</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>grupos</translation>
    </message>
    <message>
        <source>Groups are offered where their samples can be labelled.</source>
        <translation>Os grupos são oferecidos onde as suas amostras podem ser etiquetadas.</translation>
    </message>
    <message>
        <source>Groups come once it has learned from your labels. Give the first ones on the Label page.</source>
        <translation>Os grupos vêm depois de ele aprender com as etiquetas. Dar as primeiras na página Etiquetar.</translation>
    </message>
    <message>
        <source>Groups come once it is, and once it has been checked on samples drawn at random.</source>
        <translation>Os grupos vêm quando o for e depois de verificado em amostras tiradas à sorte.</translation>
    </message>
    <message>
        <source>Groups come once it is.</source>
        <translation>Os grupos vêm quando o for.</translation>
    </message>
    <message>
        <source>Groups come with the new one. Labelling goes on.</source>
        <translation>Os grupos vêm com o novo. A etiquetagem continua.</translation>
    </message>
    <message>
        <source>Groups the pool and asks the most typical sample of each large group without an answer.</source>
        <translation>Agrupa o conjunto e pergunta a amostra mais típica de cada grupo grande sem resposta.</translation>
    </message>
    <message>
        <source>Guessed from the language; only this picture depends on it.</source>
        <translation>Deduzida da língua; só esta imagem depende dela.</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guia do programa</translation>
    </message>
    <message>
        <source>Guide text</source>
        <translation>Texto do guia do programa</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Guia</translation>
    </message>
    <message>
        <source>guideline</source>
        <translation>guia</translation>
    </message>
    <message>
        <source>Guideline by class</source>
        <translation>Guia por classe</translation>
    </message>
    <message>
        <source>Guideline of one class</source>
        <translation>Guia de uma classe</translation>
    </message>
    <message>
        <source>Guideline of {name}</source>
        <translation>Guia de {name}</translation>
    </message>
    <message>
        <source>Guideline text</source>
        <translation>Texto do guia</translation>
    </message>
    <message>
        <source>Guideline, Markdown</source>
        <translation>Guia, Markdown</translation>
    </message>
    <message numerus="yes">
        <source>Guideline, {n:,} words</source>
        <comment>Guideline, {n} word</comment>
        <translation>
            <numerusform>Guia, {n} palavra</numerusform>
            <numerusform>Guia, {n:,} palavras</numerusform>
        </translation>
    </message>
    <message>
        <source>Gwet's AC1</source>
        <translation>AC1 de Gwet</translation>
    </message>
    <message>
        <source>Gwet's AC2, linear weights</source>
        <translation>AC2 de Gwet, pesos lineares</translation>
    </message>
    <message>
        <source>Gwet's AC2, quadratic weights</source>
        <translation>AC2 de Gwet, pesos quadráticos</translation>
    </message>
    <message>
        <source>Had {share:.0%} of the votes in the last round.</source>
        <translation>Teve {share:.0%} dos votos na última ronda.</translation>
    </message>
    <message>
        <source>Half of the 95 % interval of kappa.</source>
        <translation>Metade do intervalo de 95 % do kappa.</translation>
    </message>
    <message>
        <source>Half of the interval is more than 0 and less than 100 points wide.</source>
        <translation>Metade do intervalo tem mais de 0 e menos de 100 pontos.</translation>
    </message>
    <message>
        <source>Half width of the interval over samples</source>
        <translation>Meia largura do intervalo por número de amostras</translation>
    </message>
    <message>
        <source>Hand out to an annotator</source>
        <translation>Entregar cópia a um anotador</translation>
    </message>
    <message>
        <source>Hand out to the chosen annotator</source>
        <translation>Entregar cópia ao anotador escolhido</translation>
    </message>
    <message>
        <source>Hand out to {name}</source>
        <translation>Entregar cópia a {name}</translation>
    </message>
    <message>
        <source>Hand out to {name}...</source>
        <translation>Entregar cópia a {name}...</translation>
    </message>
    <message>
        <source>Hand out...</source>
        <translation>Entregar cópia...</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>Cópia entregue</translation>
    </message>
    <message>
        <source>Handed out a copy to {name}</source>
        <translation>Entregou uma cópia a {name}</translation>
    </message>
    <message>
        <source>Handing out to {name}</source>
        <translation>A preparar a cópia para {name}</translation>
    </message>
    <message>
        <source>Hardest samples</source>
        <translation>Amostras mais difíceis</translation>
    </message>
    <message>
        <source>has a comment</source>
        <translation>tem um comentário</translation>
    </message>
    <message>
        <source>Has no key now.</source>
        <translation>Ficou sem tecla.</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Hash</translation>
    </message>
    <message>
        <source>Hash of the design: {hash}</source>
        <translation>Hash do desenho: {hash}</translation>
    </message>
    <message>
        <source>Head of the log</source>
        <translation>Cabeça do registo</translation>
    </message>
    <message>
        <source>Headings that are class names define the class; “A or B?” headings are decision rules.</source>
        <translation>Os títulos que são nomes de classes definem a classe; os títulos “A ou B?” são regras de decisão.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <source>here already</source>
        <translation>já presentes</translation>
    </message>
    <message>
        <source>Here only your own annotations can be imported, no suggestions.</source>
        <translation>Aqui só podem ser importadas as anotações próprias, não sugestões.</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Oculta</translation>
    </message>
    <message>
        <source>Hide names in recent projects</source>
        <translation>Ocultar nomes nos projetos recentes</translation>
    </message>
    <message>
        <source>Hide sample names</source>
        <translation>Ocultar nomes das amostras</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>high-throughput JPEG 2000</source>
        <translation>JPEG 2000 de alto débito</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <source>history</source>
        <translation>histórico</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Cumpre-se</translation>
    </message>
    <message>
        <source>hourly cost</source>
        <translation>custo por hora</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Horas</translation>
    </message>
    <message>
        <source>Hours are left out: what tells of a person's time leaves only by choice (on the command line: --times; in the window: Settings, Times in exports).</source>
        <translation>As horas ficam de fora: o que diz respeito ao tempo de uma pessoa só sai por escolha (na linha de comandos: --times; na janela: Definições, Tempos nas exportações).</translation>
    </message>
    <message>
        <source>Hours are those worked on samples, breaks left out; answers taken back were work as well.</source>
        <translation>As horas são as de trabalho em amostras, sem as pausas; as respostas anuladas também foram trabalho.</translation>
    </message>
    <message>
        <source>How annotators will see it</source>
        <translation>Como os anotadores o vão ver</translation>
    </message>
    <message>
        <source>How annotators will see the classes</source>
        <translation>Como os anotadores vão ver as classes</translation>
    </message>
    <message>
        <source>how labels came out of several annotations</source>
        <translation>como as etiquetas resultaram de várias anotações</translation>
    </message>
    <message>
        <source>How many answer each sample of the overlap set.</source>
        <translation>Quantos respondem a cada amostra do conjunto comum.</translation>
    </message>
    <message>
        <source>How many are shown</source>
        <translation>Quantas estão visíveis</translation>
    </message>
    <message>
        <source>How many of them answer each sample of the overlap set.</source>
        <translation>Quantos deles respondem a cada amostra do conjunto comum.</translation>
    </message>
    <message>
        <source>How many the model will make.</source>
        <translation>Quantas o modelo fará.</translation>
    </message>
    <message>
        <source>How much each member counts, 0 to 10, besides how well it does on your labels.</source>
        <translation>Quanto conta cada membro, de 0 a 10, além do seu desempenho nas etiquetas dadas.</translation>
    </message>
    <message>
        <source>How often each annotator answered as the others did, over the newest 60 shared samples, before correcting for chance. A fall may mean tiredness, a changed guideline or harder samples.</source>
        <translation>Com que frequência cada anotador respondeu como os outros, nas 60 amostras partilhadas mais recentes, sem corrigir o acaso. Uma descida pode indicar cansaço, um guia alterado ou amostras mais difíceis.</translation>
    </message>
    <message>
        <source>How often the classes come</source>
        <translation>Frequência das classes</translation>
    </message>
    <message>
        <source>How safe is this?</source>
        <translation>Até que ponto é seguro?</translation>
    </message>
    <message>
        <source>How samples came to their result</source>
        <translation>Como as amostras chegaram ao seu resultado</translation>
    </message>
    <message>
        <source>How several answers become one</source>
        <translation>Como várias respostas se tornam uma</translation>
    </message>
    <message>
        <source>How the next samples are chosen: one of the query strategies, or a mix of them.</source>
        <translation>Como são escolhidas as amostras seguintes: uma das estratégias, ou uma mistura delas.</translation>
    </message>
    <message>
        <source>How to tell me</source>
        <translation>Como avisar</translation>
    </message>
    <message>
        <source>How well each class is found cannot be said yet: too few audit samples of each are answered.</source>
        <translation>Ainda não se pode dizer até que ponto cada classe é encontrada: há poucas amostras de auditoria respondidas de cada uma.</translation>
    </message>
    <message>
        <source>HTML, codes for the names of people (*.html)</source>
        <translation>HTML, códigos em vez de nomes de pessoas (*.html)</translation>
    </message>
    <message>
        <source>HTML, one file (*.html)</source>
        <translation>HTML, um só ficheiro (*.html)</translation>
    </message>
    <message>
        <source>Hugging Face image folder</source>
        <translation>Pasta de imagens do Hugging Face</translation>
    </message>
    <message>
        <source>Hugging Face imagefolder (folder with metadata)</source>
        <translation>imagefolder do Hugging Face (pasta com metadados)</translation>
    </message>
    <message>
        <source>I am back</source>
        <translation>Estou de volta</translation>
    </message>
    <message>
        <source>ICC(1,1)</source>
        <translation>ICC(1,1)</translation>
    </message>
    <message>
        <source>ICC(1,k)</source>
        <translation>ICC(1,k)</translation>
    </message>
    <message>
        <source>ICC(A,1)</source>
        <translation>ICC(A,1)</translation>
    </message>
    <message>
        <source>ICC(A,k)</source>
        <translation>ICC(A,k)</translation>
    </message>
    <message>
        <source>ICC(C,1)</source>
        <translation>ICC(C,1)</translation>
    </message>
    <message>
        <source>ICC(C,k)</source>
        <translation>ICC(C,k)</translation>
    </message>
    <message>
        <source>If you label more</source>
        <translation>Se etiquetar mais</translation>
    </message>
    <message>
        <source>Ignore them</source>
        <translation>Ignorá-las</translation>
    </message>
    <message>
        <source>image</source>
        <translation>imagem</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Imagens</translation>
    </message>
    <message>
        <source>images</source>
        <translation>imagens</translation>
    </message>
    <message>
        <source>Images are compared by edges, colours and texture only, not by what they show.</source>
        <translation>As imagens são comparadas apenas por contornos, cores e textura, não pelo que mostram.</translation>
    </message>
    <message>
        <source>Images with a class for the whole picture.</source>
        <translation>Imagens com uma classe para a imagem inteira.</translation>
    </message>
    <message numerus="yes">
        <source>Images, {n:,} classes</source>
        <comment>Images, {n:,} class</comment>
        <translation>
            <numerusform>Imagens, {n:,} classe</numerusform>
            <numerusform>Imagens, {n:,} classes</numerusform>
        </translation>
    </message>
    <message>
        <source>Images: {kinds}.</source>
        <translation>Imagens: {kinds}.</translation>
    </message>
    <message>
        <source>import</source>
        <translation>importação</translation>
    </message>
    <message>
        <source>Import a protocol file</source>
        <translation>Importar um ficheiro de protocolo</translation>
    </message>
    <message>
        <source>Import an annotator's file</source>
        <translation>Importar o ficheiro de um anotador</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>Importar etiquetas</translation>
    </message>
    <message>
        <source>import of {file}</source>
        <translation>importação de {file}</translation>
    </message>
    <message>
        <source>Import {file}</source>
        <translation>Importar {file}</translation>
    </message>
    <message numerus="yes">
        <source>Import {n:,} labels</source>
        <comment>Import {n:,} label</comment>
        <translation>
            <numerusform>Importar {n:,} etiqueta</numerusform>
            <numerusform>Importar {n:,} etiquetas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import {n:,} suggestions</source>
        <comment>Import {n:,} suggestion</comment>
        <translation>
            <numerusform>Importar {n:,} sugestão</numerusform>
            <numerusform>Importar {n:,} sugestões</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importado</translation>
    </message>
    <message>
        <source>Imported a protocol</source>
        <translation>Importou um protocolo</translation>
    </message>
    <message numerus="yes">
        <source>Imported {n:,} labels from {file}</source>
        <comment>Imported {n:,} label from {file}</comment>
        <translation>
            <numerusform>Importou {n:,} etiqueta de {file}</numerusform>
            <numerusform>Importou {n:,} etiquetas de {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Imported {n:,} suggestions from {file}</source>
        <comment>Imported {n:,} suggestion from {file}</comment>
        <translation>
            <numerusform>Importou {n:,} sugestão de {file}</numerusform>
            <numerusform>Importou {n:,} sugestões de {file}</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>A importar</translation>
    </message>
    <message>
        <source>importing a protocol</source>
        <translation>importar um protocolo</translation>
    </message>
    <message>
        <source>In</source>
        <comment>zoom</comment>
        <translation>Aproximar</translation>
    </message>
    <message>
        <source>In batch review a label takes {effort}.</source>
        <translation>Na revisão em lote uma etiqueta leva {effort}.</translation>
    </message>
    <message>
        <source>in folder order</source>
        <translation>pela ordem da pasta</translation>
    </message>
    <message>
        <source>In force since</source>
        <translation>Em vigor desde</translation>
    </message>
    <message>
        <source>In one sentence</source>
        <translation>Numa frase</translation>
    </message>
    <message>
        <source>In plain words</source>
        <translation>Em palavras simples</translation>
    </message>
    <message>
        <source>In the end a sample is what an adjudicator decided, else what most annotators said; as “desktop-al export --format results” writes it.</source>
        <translation>No fim, uma amostra é o que um adjudicador decidiu, senão o que a maioria dos anotadores disse; tal como “desktop-al export --format results” o escreve.</translation>
    </message>
    <message>
        <source>In the file: {error}</source>
        <translation>No ficheiro: {error}</translation>
    </message>
    <message>
        <source>In the folder: {changes}.</source>
        <translation>Na pasta: {changes}.</translation>
    </message>
    <message>
        <source>In the order of the annotators. Decisions are about disputed samples, which are hard.</source>
        <translation>Pela ordem dos anotadores. As decisões são sobre amostras em disputa, que são difíceis.</translation>
    </message>
    <message>
        <source>In this order</source>
        <translation>Por esta ordem</translation>
    </message>
    <message>
        <source>In this project a role is a courtesy: whoever opens the file can work as anyone. A file that was handed out holds nobody else's annotations.</source>
        <translation>Neste projeto um papel é uma cortesia: quem abre o ficheiro pode trabalhar como qualquer pessoa. Um ficheiro entregue não tem anotações de mais ninguém.</translation>
    </message>
    <message>
        <source>In this study everybody works alone: only your own annotations can come in.</source>
        <translation>Neste estudo cada um trabalha sozinho: só podem entrar as anotações próprias.</translation>
    </message>
    <message>
        <source>In this study everybody works blind, and nothing of a model is told.</source>
        <translation>Neste estudo todos trabalham às cegas, e nada se diz de um modelo.</translation>
    </message>
    <message>
        <source>In your own words, or nothing</source>
        <translation>Por palavras próprias, ou nada</translation>
    </message>
    <message>
        <source>In {folder}</source>
        <translation>Em {folder}</translation>
    </message>
    <message>
        <source>In {folder}.</source>
        <translation>Em {folder}.</translation>
    </message>
    <message>
        <source>In {member}: {error}</source>
        <translation>Em {member}: {error}</translation>
    </message>
    <message>
        <source>In {minutes} min</source>
        <translation>Em {minutes} min</translation>
    </message>
    <message>
        <source>Independent mode</source>
        <translation>Modo independente</translation>
    </message>
    <message>
        <source>Influential</source>
        <translation>Influente</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspetor</translation>
    </message>
    <message>
        <source>Intervals are 2.5 and 97.5 percentiles of {n:,} bootstrap resamples of the samples (seed {seed}).</source>
        <translation>Os intervalos são os percentis 2,5 e 97,5 de {n:,} reamostragens bootstrap das amostras (semente {seed}).</translation>
    </message>
    <message>
        <source>Intervals are 95 % unless said otherwise; n is what a figure rests on; “–” is not defined.</source>
        <translation>Os intervalos são de 95 % salvo indicação em contrário; n é aquilo em que um número assenta; “–” é não definido.</translation>
    </message>
    <message>
        <source>Intervals: Wilson. The samples that the learner chose are harder than the pool.</source>
        <translation>Intervalos: Wilson. As amostras que o modelo escolheu são mais difíceis do que o conjunto.</translation>
    </message>
    <message>
        <source>It can be opened by another annotator once everything is on disk.</source>
        <translation>Pode ser aberto por outro anotador assim que tudo estiver no disco.</translation>
    </message>
    <message>
        <source>It can be wrong.</source>
        <translation>Pode estar errado.</translation>
    </message>
    <message>
        <source>It cannot be read: {cause}.</source>
        <translation>Não é possível ler: {cause}.</translation>
    </message>
    <message>
        <source>It cannot be read: {reason}.</source>
        <translation>Não é possível ler: {reason}.</translation>
    </message>
    <message>
        <source>It does not fit the answers that it names.</source>
        <translation>Não corresponde às respostas que refere.</translation>
    </message>
    <message>
        <source>It goes on below: look at all of it first.</source>
        <translation>Continua em baixo: veja primeiro tudo.</translation>
    </message>
    <message>
        <source>It has a guideline.</source>
        <translation>Tem um guia.</translation>
    </message>
    <message>
        <source>It has masks and several frames, which a picture cannot show.</source>
        <translation>Tem máscaras e vários fotogramas, o que um só ficheiro de imagem não pode mostrar.</translation>
    </message>
    <message>
        <source>It has more than {most:,} labels.</source>
        <translation>Tem mais de {most:,} etiquetas.</translation>
    </message>
    <message>
        <source>It has no class.</source>
        <translation>Não tem classe.</translation>
    </message>
    <message>
        <source>it has no field “{column}”.</source>
        <translation>não tem o campo “{column}”.</translation>
    </message>
    <message>
        <source>It has no guideline.</source>
        <translation>Não tem guia.</translation>
    </message>
    <message>
        <source>It has several classes, and here a sample has one.</source>
        <translation>Tem várias classes, e aqui uma amostra tem uma.</translation>
    </message>
    <message>
        <source>it has the same name twice</source>
        <translation>tem o mesmo nome duas vezes</translation>
    </message>
    <message>
        <source>it has {columns} columns where the table has {table}.</source>
        <translation>tem {columns} colunas onde a tabela tem {table}.</translation>
    </message>
    <message>
        <source>It has {n:,} classes, more than {most:,}.</source>
        <translation>Tem {n:,} classes, mais de {most:,}.</translation>
    </message>
    <message>
        <source>it holds more than {most:,} values</source>
        <translation>contém mais de {most:,} valores</translation>
    </message>
    <message>
        <source>It holds no names, no paths and nothing of what is in your samples.</source>
        <translation>Não contém nomes, caminhos nem nada do que está nas amostras.</translation>
    </message>
    <message>
        <source>It holds when</source>
        <translation>Cumpre-se quando</translation>
    </message>
    <message>
        <source>It is a link, which is not followed.</source>
        <translation>É uma ligação, que não é seguida.</translation>
    </message>
    <message>
        <source>It is a suggestion of a model, no annotation.</source>
        <translation>É uma sugestão de um modelo, não uma anotação.</translation>
    </message>
    <message>
        <source>It is being checked.</source>
        <translation>Está a ser verificada.</translation>
    </message>
    <message>
        <source>It is defined for two classes only.</source>
        <translation>Só está definido para duas classes.</translation>
    </message>
    <message>
        <source>it is larger than {most:,} bytes</source>
        <translation>tem mais de {most:,} bytes</translation>
    </message>
    <message>
        <source>It is larger than {size} MB. A guideline is read by people.</source>
        <translation>Tem mais de {size} MB. Um guia é lido por pessoas.</translation>
    </message>
    <message>
        <source>It is least like anything that you have labelled.</source>
        <translation>É a que menos se parece com o já etiquetado.</translation>
    </message>
    <message>
        <source>It is left out until it can be read. Nothing is done to it.</source>
        <translation>Fica excluído até poder ser lido. Não é alterado.</translation>
    </message>
    <message>
        <source>it is neither an object nor a string.</source>
        <translation>não é um objeto nem uma cadeia de texto.</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>tem demasiados níveis</translation>
    </message>
    <message>
        <source>It is no file of labelme.</source>
        <translation>Não é um ficheiro do labelme.</translation>
    </message>
    <message>
        <source>It is no longer asked why</source>
        <translation>Já não se pergunta porquê</translation>
    </message>
    <message>
        <source>It is not a JSON object.</source>
        <translation>Não é um objeto JSON.</translation>
    </message>
    <message>
        <source>It is not an object with an id.</source>
        <translation>Não é um objeto com um id.</translation>
    </message>
    <message>
        <source>It is not an ordinary file.</source>
        <translation>Não é um ficheiro normal.</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>não é JSON</translation>
    </message>
    <message>
        <source>it is not JSON ({reason}).</source>
        <translation>não é JSON ({reason}).</translation>
    </message>
    <message>
        <source>it is not JSON from line {line:,} on</source>
        <translation>não é JSON a partir da linha {line:,}</translation>
    </message>
    <message>
        <source>It is not known which predictions changed.</source>
        <translation>Não se sabe que previsões mudaram.</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>não está lá</translation>
    </message>
    <message>
        <source>It is of another annotator.</source>
        <translation>É de outro anotador.</translation>
    </message>
    <message>
        <source>It is open here to look only.</source>
        <translation>Está aqui aberto só para ver.</translation>
    </message>
    <message>
        <source>It is open to look only.</source>
        <translation>Está aberto só para ver.</translation>
    </message>
    <message numerus="yes">
        <source>It is the newest round, of {n:,} labels.</source>
        <comment>It is the newest round, of {n:,} label.</comment>
        <translation>
            <numerusform>É a ronda mais recente, de {n:,} etiqueta.</numerusform>
            <numerusform>É a ronda mais recente, de {n:,} etiquetas.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is written down</source>
        <translation>Está anotado</translation>
    </message>
    <message>
        <source>It is written like this:</source>
        <translation>Escreve-se assim:</translation>
    </message>
    <message>
        <source>It lies in no folder that could be its class.</source>
        <translation>Não está numa pasta que possa ser a sua classe.</translation>
    </message>
    <message>
        <source>it may not be written</source>
        <translation>não é permitido escrever</translation>
    </message>
    <message>
        <source>It names no category of the file.</source>
        <translation>Não refere nenhuma categoria do ficheiro.</translation>
    </message>
    <message>
        <source>It names no class that could be suggested.</source>
        <translation>Não indica nenhuma classe que pudesse ser sugerida.</translation>
    </message>
    <message>
        <source>It names no image of the file.</source>
        <translation>Não refere nenhuma imagem do ficheiro.</translation>
    </message>
    <message>
        <source>It names no sample, and has no text by which one could be found.</source>
        <translation>Não refere nenhuma amostra, e não tem texto pelo qual se encontre uma.</translation>
    </message>
    <message>
        <source>It names no sample.</source>
        <translation>Não indica nenhuma amostra.</translation>
    </message>
    <message>
        <source>It opens the project when the passphrase is lost. It is shown once, to be written down.</source>
        <translation>Abre o projeto quando se perde a frase-passe. É mostrado uma vez, para ser anotado.</translation>
    </message>
    <message numerus="yes">
        <source>It rests on models that had not seen the label they judge, on near copies and on answers that you gave twice, and on the time that you took; {n:,} labels in all.</source>
        <comment>It rests on models that had not seen the label they judge, on near copies and on answers that you gave twice, and on the time that you took; {n:,} label in all.</comment>
        <translation>
            <numerusform>Assenta em modelos que não tinham visto a etiqueta que julgam, em cópias próximas e em respostas dadas duas vezes, e no tempo gasto; {n:,} etiqueta ao todo.</numerusform>
            <numerusform>Assenta em modelos que não tinham visto a etiqueta que julgam, em cópias próximas e em respostas dadas duas vezes, e no tempo gasto; {n:,} etiquetas ao todo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It rests on near copies and on answers that you gave twice; {n:,} labels in all.</source>
        <comment>It rests on near copies and on answers that you gave twice; {n:,} label in all.</comment>
        <translation>
            <numerusform>Assenta em cópias próximas e em respostas dadas duas vezes; {n:,} etiqueta ao todo.</numerusform>
            <numerusform>Assenta em cópias próximas e em respostas dadas duas vezes; {n:,} etiquetas ao todo.</numerusform>
        </translation>
    </message>
    <message>
        <source>It says {name}.</source>
        <translation>Diz {name}.</translation>
    </message>
    <message>
        <source>It takes 200 answers with suggestions shown or withheld.</source>
        <translation>São precisas 200 respostas com sugestões mostradas ou ocultas.</translation>
    </message>
    <message>
        <source>It takes samples with the suggestion shown and samples with it withheld, drawn at random.</source>
        <translation>São precisas amostras com a sugestão mostrada e amostras com ela retida, tiradas à sorte.</translation>
    </message>
    <message>
        <source>It takes {answers} answers to know how often something is usually changed.</source>
        <translation>São precisas {answers} respostas para saber com que frequência algo é habitualmente alterado.</translation>
    </message>
    <message>
        <source>It takes {answers} answers to know the usual pace.</source>
        <translation>São precisas {answers} respostas para conhecer o ritmo habitual.</translation>
    </message>
    <message>
        <source>It takes {answers} answers to know the usual spread of times.</source>
        <translation>São precisas {answers} respostas para conhecer a variação habitual dos tempos.</translation>
    </message>
    <message>
        <source>It takes {labels} labels to know how often each class comes.</source>
        <translation>São precisas {labels} etiquetas para saber com que frequência aparece cada classe.</translation>
    </message>
    <message>
        <source>It takes {repeats} repeats to know how often the same answer is usual; there were {count}.</source>
        <translation>São precisas {repeats} repetições para saber com que frequência é habitual a mesma resposta; houve {count}.</translation>
    </message>
    <message>
        <source>it was being written all the time</source>
        <translation>esteve sempre a ser escrito</translation>
    </message>
    <message>
        <source>It was not measured.</source>
        <translation>Não foi medido.</translation>
    </message>
    <message>
        <source>it was stopped</source>
        <translation>foi interrompida</translation>
    </message>
    <message>
        <source>Its annotator has a name that cannot be shown.</source>
        <translation>O seu anotador tem um nome que não pode ser mostrado.</translation>
    </message>
    <message>
        <source>Its annotator is left out.</source>
        <translation>O seu anotador fica de fora.</translation>
    </message>
    <message>
        <source>Its arrays are compressed.</source>
        <translation>As matrizes estão comprimidas.</translation>
    </message>
    <message>
        <source>Its class is left out.</source>
        <translation>A sua classe fica de fora.</translation>
    </message>
    <message>
        <source>Its columns are: {held}.</source>
        <translation>As suas colunas são: {held}.</translation>
    </message>
    <message>
        <source>Its columns have the numbers 1 to {n}.</source>
        <translation>As suas colunas têm os números de 1 a {n}.</translation>
    </message>
    <message>
        <source>its definition goes</source>
        <translation>a definição desaparece</translation>
    </message>
    <message>
        <source>Its flags are not a JSON object.</source>
        <translation>As flags não são um objeto JSON.</translation>
    </message>
    <message>
        <source>its folder is not there or may not be written</source>
        <translation>a pasta não existe ou não é permitido escrever nela</translation>
    </message>
    <message>
        <source>its JSON is too deep, or too long, to be read.</source>
        <translation>o JSON é demasiado fundo ou longo para ser lido.</translation>
    </message>
    <message>
        <source>Its near copy {title} is labelled {class}.</source>
        <translation>A sua cópia próxima {title} tem a etiqueta {class}.</translation>
    </message>
    <message>
        <source>Its numbers as plain arrays, and what it learned from and how well.</source>
        <translation>Os seus números em matrizes simples, e com que aprendeu e quão bem.</translation>
    </message>
    <message>
        <source>Its passphrase opens it.</source>
        <translation>A sua frase-passe abre-o.</translation>
    </message>
    <message>
        <source>Its reason is none of this project.</source>
        <translation>A sua razão não é deste projeto.</translation>
    </message>
    <message>
        <source>Its samples wait for their labels.</source>
        <translation>As suas amostras esperam pelas etiquetas.</translation>
    </message>
    <message>
        <source>Its table of colours is packed in a way that is not read here.</source>
        <translation>A tabela de cores está compactada de um modo que aqui não se lê.</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>o próprio</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>jan.</translation>
    </message>
    <message>
        <source>January</source>
        <translation>janeiro</translation>
    </message>
    <message>
        <source>JPEG 2000 of several components</source>
        <translation>JPEG 2000 de vários componentes</translation>
    </message>
    <message>
        <source>JPEG of a kind that was given up</source>
        <translation>JPEG de um tipo que foi abandonado</translation>
    </message>
    <message>
        <source>JPEG with 12 bits</source>
        <translation>JPEG de 12 bits</translation>
    </message>
    <message>
        <source>JPIP, which keeps the image on a server</source>
        <translation>JPIP, que guarda a imagem num servidor</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>Linhas JSON</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>Linhas JSON</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>jul.</translation>
    </message>
    <message>
        <source>July</source>
        <translation>julho</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>jun.</translation>
    </message>
    <message>
        <source>June</source>
        <translation>junho</translation>
    </message>
    <message>
        <source>junk duplicates copies</source>
        <translation>lixo duplicados cópias</translation>
    </message>
    <message>
        <source>just as often</source>
        <translation>com a mesma frequência</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>kappa</source>
        <translation>kappa</translation>
    </message>
    <message>
        <source>Kappa is undefined where all predictions are of one class; this is the plain agreement.</source>
        <translation>O kappa não está definido quando todas as previsões são de uma classe; esta é a concordância simples.</translation>
    </message>
    <message>
        <source>Kappa, this class against all others.</source>
        <translation>Kappa, esta classe face a todas as outras.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Keep</source>
        <comment>a label</comment>
        <translation>Manter</translation>
    </message>
    <message>
        <source>Keep all {count:,}</source>
        <translation>Manter todas as {count:,}</translation>
    </message>
    <message>
        <source>Keep as version {version}</source>
        <translation>Guardar como versão {version}</translation>
    </message>
    <message>
        <source>Keep going</source>
        <translation>Continuar</translation>
    </message>
    <message numerus="yes">
        <source>Keep going: about {n:,} more labels</source>
        <comment>Keep going: about {n:,} more label</comment>
        <translation>
            <numerusform>Continuar: cerca de mais {n:,} etiqueta</numerusform>
            <numerusform>Continuar: cerca de mais {n:,} etiquetas</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the decision</source>
        <translation>Guardar a decisão</translation>
    </message>
    <message>
        <source>Keep the head on another computer, or its fingerprint on paper: the fingerprint is another one after each event. Only with a head from then can it be found later that the newest events were cut off.</source>
        <translation>Guardar a cabeça noutro computador, ou a sua impressão digital em papel: a impressão digital muda a cada evento. Só com uma cabeça desse momento se pode descobrir mais tarde que os eventos mais recentes foram cortados.</translation>
    </message>
    <message>
        <source>Keep the old answer</source>
        <translation>Manter a resposta</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Mantê-los</translation>
    </message>
    <message>
        <source>Keep there</source>
        <translation>Manter lá</translation>
    </message>
    <message>
        <source>Keep {answer}</source>
        <translation>Manter {answer}</translation>
    </message>
    <message>
        <source>Keep {key} there, for {command}</source>
        <translation>Manter {key} lá, para {command}</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Mantida</translation>
    </message>
    <message>
        <source>Kept a known answer</source>
        <translation>Guardou uma resposta conhecida</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tecla</translation>
    </message>
    <message>
        <source>key</source>
        <translation>tecla</translation>
    </message>
    <message>
        <source>Key Esc or ?</source>
        <translation>Tecla Esc ou ?</translation>
    </message>
    <message>
        <source>Key hints in the status bar</source>
        <translation>Teclas na barra de estado</translation>
    </message>
    <message>
        <source>key points</source>
        <translation>pontos-chave</translation>
    </message>
    <message>
        <source>Key presses</source>
        <translation>Teclas premidas</translation>
    </message>
    <message>
        <source>Key presses are not recorded in older logs, of imported labels, or of answers without a window.</source>
        <translation>As teclas premidas não estão registadas em registos antigos, em etiquetas importadas ou em respostas sem janela.</translation>
    </message>
    <message>
        <source>Key {key}</source>
        <translation>Tecla {key}</translation>
    </message>
    <message>
        <source>Keyboard layout</source>
        <translation>Disposição do teclado</translation>
    </message>
    <message>
        <source>Keyboard, {layout}</source>
        <translation>Teclado, {layout}</translation>
    </message>
    <message>
        <source>Keyboard: {layout}</source>
        <translation>Teclado: {layout}</translation>
    </message>
    <message>
        <source>Keys of all commands</source>
        <translation>Teclas de todos os comandos</translation>
    </message>
    <message>
        <source>Keywords such as BodyPartExamined. Only the owner of the project can name them; without them none is shown.</source>
        <translation>Palavras-chave como BodyPartExamined. Só quem é dono do projeto as pode indicar; sem elas não é mostrado nenhum.</translation>
    </message>
    <message>
        <source>Kind of event</source>
        <translation>Tipo de evento</translation>
    </message>
    <message>
        <source>Know when to stop.</source>
        <translation>Saber quando parar.</translation>
    </message>
    <message>
        <source>Known answer: {answer}.</source>
        <translation>Resposta conhecida: {answer}.</translation>
    </message>
    <message>
        <source>known answers</source>
        <translation>respostas conhecidas</translation>
    </message>
    <message>
        <source>Known answers (gold)</source>
        <translation>Respostas conhecidas</translation>
    </message>
    <message>
        <source>Known samples that each annotator starts with.</source>
        <translation>Amostras conhecidas com que cada anotador começa.</translation>
    </message>
    <message>
        <source>Krippendorff's alpha</source>
        <translation>Alfa de Krippendorff</translation>
    </message>
    <message>
        <source>Krippendorff's alpha of annotators with themselves: {figure}.</source>
        <translation>Alfa de Krippendorff dos anotadores consigo próprios: {figure}.</translation>
    </message>
    <message>
        <source>Krippendorff's marks.</source>
        <translation>Marcas de Krippendorff.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Label</source>
        <comment>tab of the page for labelling</comment>
        <translation>Etiquetar</translation>
    </message>
    <message>
        <source>Label</source>
        <comment>what is done</comment>
        <translation>Etiquetar</translation>
    </message>
    <message>
        <source>Label 1</source>
        <translation>Etiqueta 1</translation>
    </message>
    <message>
        <source>Label 1 to 9</source>
        <translation>Etiquetar 1 a 9</translation>
    </message>
    <message>
        <source>Label 2</source>
        <translation>Etiqueta 2</translation>
    </message>
    <message>
        <source>Label 3</source>
        <translation>Etiqueta 3</translation>
    </message>
    <message>
        <source>Label 4</source>
        <translation>Etiqueta 4</translation>
    </message>
    <message>
        <source>Label 5</source>
        <translation>Etiqueta 5</translation>
    </message>
    <message>
        <source>Label 6</source>
        <translation>Etiqueta 6</translation>
    </message>
    <message>
        <source>Label 7</source>
        <translation>Etiqueta 7</translation>
    </message>
    <message>
        <source>Label 8</source>
        <translation>Etiqueta 8</translation>
    </message>
    <message>
        <source>Label 9</source>
        <translation>Etiqueta 9</translation>
    </message>
    <message>
        <source>Label alone</source>
        <translation>Etiquetar sozinho</translation>
    </message>
    <message>
        <source>Label as suggested</source>
        <translation>Etiqueta como sugerido</translation>
    </message>
    <message>
        <source>Label as this annotator</source>
        <translation>Etiquetar como este anotador</translation>
    </message>
    <message>
        <source>Label as {name}</source>
        <translation>Etiquetar como {name}</translation>
    </message>
    <message>
        <source>Label page</source>
        <translation>Página Etiquetar</translation>
    </message>
    <message>
        <source>Label right</source>
        <translation>Etiqueta certa</translation>
    </message>
    <message>
        <source>Label samples</source>
        <translation>Etiquetar amostras</translation>
    </message>
    <message>
        <source>Label Sleuth (CSV)</source>
        <translation>Label Sleuth (CSV)</translation>
    </message>
    <message>
        <source>Label some more samples.</source>
        <translation>Etiquetar mais algumas amostras.</translation>
    </message>
    <message>
        <source>Label Studio</source>
        <translation>Label Studio</translation>
    </message>
    <message>
        <source>Label Studio (JSON, JSON-MIN or CSV)</source>
        <translation>Label Studio (JSON, JSON-MIN ou CSV)</translation>
    </message>
    <message>
        <source>Label what matters.</source>
        <translation>Etiquetar o essencial.</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Etiquetada</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>etiquetado</translation>
    </message>
    <message>
        <source>Labelled by me</source>
        <translation>Etiquetado por mim</translation>
    </message>
    <message>
        <source>Labelled {answer}</source>
        <translation>Etiquetou {answer}</translation>
    </message>
    <message>
        <source>Labelled {answer} again</source>
        <translation>Etiquetou {answer} outra vez</translation>
    </message>
    <message>
        <source>Labelling goes on meanwhile.</source>
        <translation>Entretanto a etiquetagem continua.</translation>
    </message>
    <message>
        <source>Labelling of the overlap set has begun: a change is kept and told as a deviation from the design.</source>
        <translation>A etiquetagem do conjunto comum já começou: uma alteração é guardada e indicada como desvio do desenho.</translation>
    </message>
    <message>
        <source>Labelling of the overlap set has not begun: a change is no deviation.</source>
        <translation>A etiquetagem do conjunto comum não começou: uma alteração não é um desvio.</translation>
    </message>
    <message>
        <source>labelme (JSON, or a folder of them)</source>
        <translation>labelme (JSON, ou uma pasta deles)</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>etiquetas</translation>
    </message>
    <message>
        <source>Labels (*.csv *.tsv *.txt *.jsonl)</source>
        <translation>Etiquetas (*.csv *.tsv *.txt *.jsonl)</translation>
    </message>
    <message>
        <source>Labels and looks</source>
        <translation>Etiquetas e análises</translation>
    </message>
    <message>
        <source>Labels are not on disk yet: {n}. Closing waits until they are.</source>
        <translation>Etiquetas ainda por gravar no disco: {n}. O fecho espera até lá estarem.</translation>
    </message>
    <message>
        <source>Labels are read from CSV, TSV or JSON lines.</source>
        <translation>As etiquetas são lidas de CSV, TSV ou linhas JSON.</translation>
    </message>
    <message>
        <source>Labels are still being exported; it is locked when that is done.</source>
        <translation>Ainda estão a ser exportadas etiquetas; o projeto é bloqueado quando terminar.</translation>
    </message>
    <message>
        <source>labels as CSV</source>
        <translation>etiquetas em CSV</translation>
    </message>
    <message>
        <source>labels as JSON lines</source>
        <translation>etiquetas em linhas JSON</translation>
    </message>
    <message>
        <source>Labels as suggested, by annotator</source>
        <translation>Etiquetas iguais à sugestão, por anotador</translation>
    </message>
    <message>
        <source>Labels disagree too much to improve</source>
        <translation>As etiquetas discordam demasiado para melhorar</translation>
    </message>
    <message>
        <source>Labels given</source>
        <translation>Etiquetas dadas</translation>
    </message>
    <message>
        <source>Labels have changed since.</source>
        <translation>As etiquetas mudaram entretanto.</translation>
    </message>
    <message>
        <source>Labels here</source>
        <translation>Etiqueta aqui</translation>
    </message>
    <message>
        <source>Labels more</source>
        <translation>Mais etiquetas</translation>
    </message>
    <message>
        <source>labels of other kinds</source>
        <translation>etiquetas de outros tipos</translation>
    </message>
    <message>
        <source>labels of regions</source>
        <translation>etiquetas de regiões</translation>
    </message>
    <message>
        <source>Labels of several annotators</source>
        <translation>Etiquetas de vários anotadores</translation>
    </message>
    <message>
        <source>Labels that are not on disk yet: {labels:,}. They are kept, and the project stays open behind this page until they are.</source>
        <translation>Etiquetas que ainda não estão no disco: {labels:,}. São conservadas, e o projeto continua aberto por trás desta página até lá estarem.</translation>
    </message>
    <message>
        <source>Labels that look wrong</source>
        <translation>Etiquetas que parecem erradas</translation>
    </message>
    <message>
        <source>Labels that you give from now on count for the new version.</source>
        <translation>As etiquetas dadas a partir de agora contam para a nova versão.</translation>
    </message>
    <message>
        <source>Labels to import</source>
        <translation>Etiquetas a importar</translation>
    </message>
    <message>
        <source>Labels with it on screen were as suggested on {part} of {all:,}.</source>
        <translation>Com ela no ecrã, as etiquetas foram como sugerido em {part} de {all:,}.</translation>
    </message>
    <message>
        <source>Labels without it were as suggested on {part} of {all:,}.</source>
        <translation>Sem ela, as etiquetas foram como sugerido em {part} de {all:,}.</translation>
    </message>
    <message>
        <source>Labels would then count as that class.</source>
        <translation>As etiquetas passariam a contar como dessa classe.</translation>
    </message>
    <message>
        <source>Labels, classes, guideline and the history of both. It holds the names of the samples, not the samples.</source>
        <translation>Etiquetas, classes, guia e o histórico de ambos. Contém os nomes das amostras, não as amostras.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Língua</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texto maior</translation>
    </message>
    <message>
        <source>largest correlation of neighbouring pixels, 0 to 1</source>
        <translation>maior correlação de píxeis vizinhos, 0 a 1</translation>
    </message>
    <message>
        <source>largest difference of a colour between two places, 0 to 255</source>
        <translation>maior diferença de uma cor entre dois pontos, 0 a 255</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Maiores primeiro</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Última</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Últimos 30 dias</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 dias</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Última resposta</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Último fotograma</translation>
    </message>
    <message>
        <source>Last round</source>
        <translation>Última ronda</translation>
    </message>
    <message>
        <source>Later in history</source>
        <translation>Seguinte no histórico</translation>
    </message>
    <message>
        <source>Lays out the next part of a long text</source>
        <translation>Mostra a parte seguinte de um texto longo</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Aprendizagem</translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation>Curva de aprendizagem</translation>
    </message>
    <message>
        <source>Learning curve and stop advice</source>
        <translation>Curva de aprendizagem e conselho de paragem</translation>
    </message>
    <message>
        <source>Learning curve, as a table</source>
        <translation>Curva de aprendizagem, como tabela</translation>
    </message>
    <message>
        <source>Learning in the background</source>
        <translation>Aprendizagem em segundo plano</translation>
    </message>
    <message>
        <source>Learning is paused</source>
        <translation>A aprendizagem está em pausa</translation>
    </message>
    <message>
        <source>Learns from {what}.</source>
        <translation>Aprende com {what}.</translation>
    </message>
    <message>
        <source>Learns these answers as one more class</source>
        <translation>Aprende estas respostas como mais uma classe</translation>
    </message>
    <message>
        <source>Least confident</source>
        <translation>Menor confiança</translation>
    </message>
    <message>
        <source>Least like the group</source>
        <translation>A menos parecida com o grupo</translation>
    </message>
    <message>
        <source>Leave all as it is</source>
        <translation>Deixar tudo como está</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Deixar como está</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Deixar de fora</translation>
    </message>
    <message>
        <source>Leave out again</source>
        <translation>Voltar a excluir</translation>
    </message>
    <message>
        <source>Leave out: {title}</source>
        <translation>Deixar de fora: {title}</translation>
    </message>
    <message>
        <source>Leaving the list stops it.</source>
        <translation>Sair da lista interrompe.</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>key</comment>
        <translation>Esquerda</translation>
    </message>
    <message>
        <source>Left alone</source>
        <translation>Sem atividade</translation>
    </message>
    <message>
        <source>Left out as a copy</source>
        <translation>De fora por ser cópia</translation>
    </message>
    <message>
        <source>Left out of the queue again</source>
        <translation>Voltou a tirar da fila</translation>
    </message>
    <message>
        <source>Left out of the queue, never deleted: all of them stay under Samples, where each can be put back.</source>
        <translation>Fora da fila, nunca eliminadas: todas continuam em Amostras, onde cada uma pode ser reposta.</translation>
    </message>
    <message>
        <source>Left out of the queue: {why}</source>
        <translation>Fora da fila: {why}</translation>
    </message>
    <message numerus="yes">
        <source>Left out: {n} annotators with samples in one arm only.</source>
        <comment>Left out: {n} annotator with samples in one arm only.</comment>
        <translation>
            <numerusform>De fora: {n} anotador com amostras de um lado só.</numerusform>
            <numerusform>De fora: {n} anotadores com amostras de um lado só.</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: {reasons}.</source>
        <translation>Ficaram de fora: {reasons}.</translation>
    </message>
    <message>
        <source>Less like the group than most</source>
        <translation>Menos parecida com o grupo do que a maioria</translation>
    </message>
    <message>
        <source>Less than 1 of {labels:,} labels is expected to be wrong (at most {most:,}).</source>
        <translation>Espera-se que menos de 1 de {labels:,} etiquetas esteja errada (no máximo {most:,}).</translation>
    </message>
    <message>
        <source>less than 1 point less often</source>
        <translation>com menos de 1 ponto a menos de frequência</translation>
    </message>
    <message>
        <source>less than 1 point more often</source>
        <translation>com menos de 1 ponto a mais de frequência</translation>
    </message>
    <message>
        <source>less than 65 %</source>
        <translation>menos de 65 %</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>menos de um minuto</translation>
    </message>
    <message>
        <source>Letters follow what is printed on the key. Change any of them in Settings, Shortcuts.</source>
        <translation>As letras seguem o que está impresso na tecla. Todas se podem alterar em Definições, Atalhos.</translation>
    </message>
    <message>
        <source>Licence {name}.</source>
        <translation>Licença {name}.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Light's kappa (mean of the pairs)</source>
        <translation>Kappa de Light (média dos pares)</translation>
    </message>
    <message>
        <source>Like the others of the group</source>
        <translation>Como as outras do grupo</translation>
    </message>
    <message>
        <source>Likeliest wrong first</source>
        <translation>Erro mais provável primeiro</translation>
    </message>
    <message>
        <source>likely {range}</source>
        <translation>provável {range}</translation>
    </message>
    <message numerus="yes">
        <source>Likely {range}, going by {n:,} samples drawn at random.</source>
        <comment>Likely {range}, going by {n:,} sample drawn at random.</comment>
        <translation>
            <numerusform>Provável {range}, segundo {n:,} amostra tirada à sorte.</numerusform>
            <numerusform>Provável {range}, segundo {n:,} amostras tiradas à sorte.</numerusform>
        </translation>
    </message>
    <message>
        <source>likeness of two samples, 0.85 to 1</source>
        <translation>semelhança de duas amostras, de 0,85 a 1</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linha</translation>
    </message>
    <message>
        <source>Line 1: --- with an empty line after it begins no front matter. The file names no classes.</source>
        <translation>Linha 1: --- com uma linha vazia a seguir não começa um cabeçalho. O ficheiro não nomeia classes.</translation>
    </message>
    <message>
        <source>Line {line:,}: {words}</source>
        <translation>Linha {line:,}: {words}</translation>
    </message>
    <message numerus="yes">
        <source>Line {line}: here begin {n:,} characters that cannot be shown (U+{code:04X}); left out.</source>
        <comment>Line {line}: a character that cannot be shown (U+{code:04X}) was left out.</comment>
        <translation>
            <numerusform>Linha {line}: foi retirado um caráter que não se pode mostrar (U+{code:04X}).</numerusform>
            <numerusform>Linha {line}: começam aqui {n:,} carateres que não se podem mostrar (U+{code:04X}); foram retirados.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line {line}: the field {field} is not known here. Writing the file again keeps it.</source>
        <translation>Linha {line}: o campo {field} não é conhecido aqui. Ao escrever de novo o ficheiro, é mantido.</translation>
    </message>
    <message>
        <source>Line {line}: {words}</source>
        <translation>Linha {line}: {words}</translation>
    </message>
    <message>
        <source>Linear support vector machine</source>
        <translation>Máquina de vetores de suporte linear</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>linhas</translation>
    </message>
    <message>
        <source>lines that begin with % (directives) are not read here.</source>
        <translation>linhas que começam por % (diretivas) não são lidas aqui.</translation>
    </message>
    <message>
        <source>Links instead of copies, where the disk can</source>
        <translation>Ligações em vez de cópias, onde o disco o permita</translation>
    </message>
    <message>
        <source>Listing the samples</source>
        <translation>A listar as amostras</translation>
    </message>
    <message>
        <source>Lists and fields can lie in each other {most} deep.</source>
        <translation>Listas e campos podem estar uns dentro dos outros até {most} níveis.</translation>
    </message>
    <message>
        <source>lists and fields lie in each other more than {most} deep.</source>
        <translation>há listas e campos dentro uns dos outros em mais de {most} níveis.</translation>
    </message>
    <message>
        <source>Load a guideline from a Markdown file</source>
        <translation>Carregar um guia de um ficheiro Markdown</translation>
    </message>
    <message>
        <source>Load labels I already have (may stay empty)</source>
        <translation>Carregar etiquetas já existentes (pode ficar vazio)</translation>
    </message>
    <message>
        <source>Lock after no key press</source>
        <translation>Bloquear sem teclas premidas</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Bloquear agora</translation>
    </message>
    <message>
        <source>Lock now (Ctrl+L)</source>
        <translation>Bloquear agora (Ctrl+L)</translation>
    </message>
    <message>
        <source>Lock when the window is minimised</source>
        <translation>Bloquear ao minimizar a janela</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueado</translation>
    </message>
    <message>
        <source>Locked</source>
        <comment>a backup</comment>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Locked project</source>
        <translation>Projeto bloqueado</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registo</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation>Regressão logística</translation>
    </message>
    <message>
        <source>Long answers more often</source>
        <translation>Respostas longas mais frequentes</translation>
    </message>
    <message>
        <source>Look</source>
        <comment>what is done</comment>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Rever de novo</translation>
    </message>
    <message>
        <source>Look at something far away for 20 seconds.</source>
        <translation>Olhar durante 20 segundos para algo distante.</translation>
    </message>
    <message>
        <source>Look at something far away for a moment, or stand up and walk a little. Your place is kept.</source>
        <translation>Olhar um momento para algo distante, ou levantar-se e andar um pouco. O lugar fica guardado.</translation>
    </message>
    <message>
        <source>Look at the group first.</source>
        <translation>Veja primeiro o grupo.</translation>
    </message>
    <message>
        <source>Look at them now</source>
        <translation>Vê-las agora</translation>
    </message>
    <message>
        <source>Look away every 20 minutes</source>
        <translation>Olhar para longe a cada 20 minutos</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>Ver as anteriores</translation>
    </message>
    <message>
        <source>Look for all</source>
        <translation>Procurar todas</translation>
    </message>
    <message>
        <source>Look only</source>
        <translation>Só para ver</translation>
    </message>
    <message>
        <source>Looked at a random draw of {looked_at:,} of {candidates:,} samples.</source>
        <translation>Foi visto um sorteio de {looked_at:,} de {candidates:,} amostras.</translation>
    </message>
    <message>
        <source>Looked at again</source>
        <translation>Vista de novo</translation>
    </message>
    <message>
        <source>Looked at closely</source>
        <translation>Vistas em pormenor</translation>
    </message>
    <message>
        <source>Looked for</source>
        <translation>Procurada</translation>
    </message>
    <message>
        <source>Looking closer: {percent} %</source>
        <translation>A ver mais de perto: {percent} %</translation>
    </message>
    <message>
        <source>Looking closer: {share} %.</source>
        <translation>A ver mais de perto: {share} %.</translation>
    </message>
    <message>
        <source>Looking for all samples of {name}</source>
        <translation>A procurar todas as amostras de {name}</translation>
    </message>
    <message>
        <source>Looking for all samples of “{name}”. {words}</source>
        <translation>À procura de todas as amostras de “{name}”. {words}</translation>
    </message>
    <message>
        <source>Looking for groups</source>
        <translation>À procura de grupos</translation>
    </message>
    <message>
        <source>Looking into the folder</source>
        <translation>A ver a pasta</translation>
    </message>
    <message>
        <source>Looking through your labels</source>
        <translation>A rever as etiquetas</translation>
    </message>
    <message>
        <source>lossless JPEG</source>
        <translation>JPEG sem perdas</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Feito por</translation>
    </message>
    <message>
        <source>Made the project</source>
        <translation>Criou o projeto</translation>
    </message>
    <message>
        <source>Made {when} by desktop_al {version}</source>
        <translation>Feito em {when} por desktop_al {version}</translation>
    </message>
    <message>
        <source>Majority</source>
        <translation>Maioria</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>Criar um novo</translation>
    </message>
    <message>
        <source>Make a recovery code</source>
        <translation>Criar um código de recuperação</translation>
    </message>
    <message>
        <source>Make one</source>
        <translation>Criar um</translation>
    </message>
    <message>
        <source>Making a recovery code</source>
        <translation>A criar um código de recuperação</translation>
    </message>
    <message>
        <source>Making the project</source>
        <translation>A criar o projeto</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>mar.</translation>
    </message>
    <message>
        <source>March</source>
        <translation>março</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marca</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>marca</translation>
    </message>
    <message>
        <source>Markdown and text (*.md *.markdown *.txt)</source>
        <translation>Markdown e texto (*.md *.markdown *.txt)</translation>
    </message>
    <message>
        <source>Marked words push towards {name}; dotted words push away from it.</source>
        <translation>As palavras marcadas puxam para {name}; as pontilhadas afastam.</translation>
    </message>
    <message>
        <source>marks of weak labels</source>
        <translation>marcas de etiquetas fracas</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Máscara</translation>
    </message>
    <message>
        <source>Mask a part of the image</source>
        <translation>Mascarar uma parte da imagem</translation>
    </message>
    <message numerus="yes">
        <source>Masked {n:,} parts of the picture</source>
        <comment>Masked {n:,} part of the picture</comment>
        <translation>
            <numerusform>Tapou {n:,} parte da imagem</numerusform>
            <numerusform>Tapou {n:,} partes da imagem</numerusform>
        </translation>
    </message>
    <message>
        <source>masks</source>
        <translation>máscaras</translation>
    </message>
    <message>
        <source>Matching the labels</source>
        <translation>A fazer corresponder as etiquetas</translation>
    </message>
    <message>
        <source>Matching the samples</source>
        <translation>A fazer corresponder as amostras</translation>
    </message>
    <message>
        <source>Maximum confidence</source>
        <translation>Confiança máxima</translation>
    </message>
    <message>
        <source>May</source>
        <translation>maio</translation>
    </message>
    <message>
        <source>May</source>
        <comment>month in three letters</comment>
        <translation>mai.</translation>
    </message>
    <message>
        <source>May be skipped</source>
        <translation>Pode ser saltado</translation>
    </message>
    <message>
        <source>Mean of {many} of {pairs} pairs, from {low:.2f} to {high:.2f}.</source>
        <translation>Média de {many} de {pairs} pares, de {low:.2f} a {high:.2f}.</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Significado</translation>
    </message>
    <message>
        <source>Means something only if the classes have an order.</source>
        <translation>Só tem sentido se as classes tiverem uma ordem.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medida</translation>
    </message>
    <message numerus="yes">
        <source>Measured on {n:,} audit samples, drawn at random; each by a model that has not learned from it.</source>
        <comment>Measured on {n:,} audit sample, drawn at random; each by a model that has not learned from it.</comment>
        <translation>
            <numerusform>Medido em {n:,} amostra de auditoria, tirada à sorte; por um modelo que não aprendeu com ela.</numerusform>
            <numerusform>Medido em {n:,} amostras de auditoria, tiradas à sorte; cada uma por um modelo que não aprendeu com ela.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Measured on {n:,} labels; most were chosen by the model, which are harder than the rest; each by a model that has not learned from it.</source>
        <comment>Measured on {n:,} label; most were chosen by the model, which are harder than the rest; each by a model that has not learned from it.</comment>
        <translation>
            <numerusform>Medido em {n:,} etiqueta; a maioria foi escolhida pelo modelo, e essas são mais difíceis do que as restantes; por um modelo que não aprendeu com ela.</numerusform>
            <numerusform>Medido em {n:,} etiquetas; a maioria foi escolhida pelo modelo, e essas são mais difíceis do que as restantes; cada uma por um modelo que não aprendeu com ela.</numerusform>
        </translation>
    </message>
    <message>
        <source>measured, 95 % range</source>
        <translation>medida, intervalo de 95 %</translation>
    </message>
    <message>
        <source>Measures of agreement on the shared samples</source>
        <translation>Medidas de concordância nas amostras partilhadas</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>médio</translation>
    </message>
    <message>
        <source>Menu of {name}</source>
        <translation>Menu de {name}</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Juntar</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>junção</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Juntar a</translation>
    </message>
    <message>
        <source>Merge into another class</source>
        <translation>Juntar a outra classe</translation>
    </message>
    <message>
        <source>merge keys (&lt;&lt;) are not read here. Write the fields out.</source>
        <translation>chaves de junção (&lt;&lt;) não são lidas aqui. Escrever os campos por extenso.</translation>
    </message>
    <message>
        <source>Merge project files</source>
        <translation>Juntar ficheiros de projeto</translation>
    </message>
    <message>
        <source>Merge {name} into</source>
        <translation>Juntar {name} a</translation>
    </message>
    <message>
        <source>Merge...</source>
        <translation>Juntar...</translation>
    </message>
    <message>
        <source>Merged class {name} into {into}</source>
        <translation>Juntou a classe {name} a {into}</translation>
    </message>
    <message numerus="yes">
        <source>Merged files with {n:,} events</source>
        <comment>Merged files with {n:,} event</comment>
        <translation>
            <numerusform>Juntou ficheiros com {n:,} evento</numerusform>
            <numerusform>Juntou ficheiros com {n:,} eventos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Merging {n:,} files</source>
        <comment>Merging {n:,} file</comment>
        <translation>
            <numerusform>A juntar {n:,} ficheiro</numerusform>
            <numerusform>A juntar {n:,} ficheiros</numerusform>
        </translation>
    </message>
    <message>
        <source>merging {name} into {other}</source>
        <translation>juntar {name} a {other}</translation>
    </message>
    <message>
        <source>Methods, for a paper</source>
        <translation>Métodos, para um artigo</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Em falta</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Combinação</translation>
    </message>
    <message>
        <source>Mix of two</source>
        <translation>Combinação de duas</translation>
    </message>
    <message>
        <source>Mix of {first} and {second}</source>
        <translation>Combinação de {first} e {second}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Model of annotators</source>
        <translation>Modelo de anotadores</translation>
    </message>
    <message>
        <source>model of the annotators</source>
        <translation>modelo dos anotadores</translation>
    </message>
    <message>
        <source>Model probability</source>
        <translation>Probabilidade do modelo</translation>
    </message>
    <message>
        <source>Model says</source>
        <translation>O modelo diz</translation>
    </message>
    <message>
        <source>Model up to date</source>
        <translation>Modelo atualizado</translation>
    </message>
    <message numerus="yes">
        <source>Model {number}, from {n} labels. Next update at {next}.</source>
        <comment>Model {number}, from {n} label. Next update at {next}.</comment>
        <translation>
            <numerusform>Modelo {number}, de {n} etiqueta. Próxima atualização às {next}.</numerusform>
            <numerusform>Modelo {number}, de {n} etiquetas. Próxima atualização às {next}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Model: {class} ({share})</source>
        <translation>Modelo: {class} ({share})</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>seg.</translation>
    </message>
    <message>
        <source>More corrections than usual</source>
        <translation>Mais correções do que o habitual</translation>
    </message>
    <message>
        <source>More labels hardly help, and {accuracy} is not surely more than the {base} that the commonest class alone gives.</source>
        <translation>Mais etiquetas pouco ajudam, e {accuracy} não é seguramente mais do que os {base} que a classe mais comum dá sozinha.</translation>
    </message>
    <message>
        <source>more than {number} percent</source>
        <translation>mais de {number} por cento</translation>
    </message>
    <message>
        <source>More than {samples:,} samples are needed for ± {width:.2f}.</source>
        <translation>São precisas mais de {samples:,} amostras para ± {width:.2f}.</translation>
    </message>
    <message>
        <source>more than {share}</source>
        <translation>mais de {share}</translation>
    </message>
    <message>
        <source>Most annotators first</source>
        <translation>Mais anotadores primeiro</translation>
    </message>
    <message>
        <source>Most differences lie between {first} and {second}: {number:,} of {whole:,}.</source>
        <translation>A maioria das diferenças está entre {first} e {second}: {number:,} de {whole:,}.</translation>
    </message>
    <message>
        <source>Most forecasts so far missed: take the band, and what is said with it, with care.</source>
        <translation>A maioria das previsões até agora falhou: ler com cautela a banda e o que se diz com ela.</translation>
    </message>
    <message>
        <source>Most likely of the class that it looks like.</source>
        <translation>Muito provavelmente da classe que aparenta.</translation>
    </message>
    <message>
        <source>Most likely {name}, which you look for.</source>
        <translation>Muito provavelmente {name}, que se procura.</translation>
    </message>
    <message>
        <source>Most that the next point may cost</source>
        <translation>Máximo que o ponto seguinte pode custar</translation>
    </message>
    <message>
        <source>mostly the centre</source>
        <translation>sobretudo o centro</translation>
    </message>
    <message>
        <source>mostly the left half</source>
        <translation>sobretudo a metade esquerda</translation>
    </message>
    <message>
        <source>mostly the lower half</source>
        <translation>sobretudo a metade de baixo</translation>
    </message>
    <message>
        <source>mostly the lower left</source>
        <translation>sobretudo em baixo à esquerda</translation>
    </message>
    <message>
        <source>mostly the lower middle</source>
        <translation>sobretudo em baixo ao meio</translation>
    </message>
    <message>
        <source>mostly the lower right</source>
        <translation>sobretudo em baixo à direita</translation>
    </message>
    <message>
        <source>mostly the middle left</source>
        <translation>sobretudo ao meio à esquerda</translation>
    </message>
    <message>
        <source>mostly the middle right</source>
        <translation>sobretudo ao meio à direita</translation>
    </message>
    <message>
        <source>mostly the right half</source>
        <translation>sobretudo a metade direita</translation>
    </message>
    <message>
        <source>mostly the upper half</source>
        <translation>sobretudo a metade de cima</translation>
    </message>
    <message>
        <source>mostly the upper left</source>
        <translation>sobretudo em cima à esquerda</translation>
    </message>
    <message>
        <source>mostly the upper middle</source>
        <translation>sobretudo em cima ao meio</translation>
    </message>
    <message>
        <source>mostly the upper right</source>
        <translation>sobretudo em cima à direita</translation>
    </message>
    <message>
        <source>Move</source>
        <comment>what is done</comment>
        <translation>Mover</translation>
    </message>
    <message>
        <source>move</source>
        <translation>mover</translation>
    </message>
    <message>
        <source>Move and choose</source>
        <translation>Mover e escolher</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Mover para baixo</translation>
    </message>
    <message>
        <source>Move down: reason {n}</source>
        <translation>Mover para baixo: razão {n}</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Mover para cima</translation>
    </message>
    <message>
        <source>Move up: reason {n}</source>
        <translation>Mover para cima: razão {n}</translation>
    </message>
    <message>
        <source>My sessions</source>
        <translation>As minhas sessões</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>n too small</source>
        <translation>n muito baixo</translation>
    </message>
    <message>
        <source>n: shared samples; of the two last rows, answers. Intervals: percentile bootstrap over samples.</source>
        <translation>n: amostras partilhadas; nas duas últimas linhas, respostas. Intervalos: bootstrap de percentis sobre as amostras.</translation>
    </message>
    <message>
        <source>Naive Bayes</source>
        <translation>Naive Bayes</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>name</source>
        <translation>nome</translation>
    </message>
    <message>
        <source>Name of a new annotator</source>
        <translation>Nome de um novo anotador</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>Nome de uma nova classe</translation>
    </message>
    <message>
        <source>Name of a sample</source>
        <translation>Nome de uma amostra</translation>
    </message>
    <message>
        <source>Name of class {number}</source>
        <translation>Nome da classe {number}</translation>
    </message>
    <message>
        <source>Name of the project</source>
        <translation>Nome do projeto</translation>
    </message>
    <message>
        <source>Name of {name}</source>
        <translation>Nome de {name}</translation>
    </message>
    <message>
        <source>Name, last first</source>
        <translation>Nome, último primeiro</translation>
    </message>
    <message>
        <source>Named the folder of the samples</source>
        <translation>Indicou a pasta das amostras</translation>
    </message>
    <message>
        <source>Names and keys</source>
        <translation>Nomes e teclas</translation>
    </message>
    <message>
        <source>Names of annotators and their comments as well.</source>
        <translation>Também os nomes dos anotadores e os seus comentários.</translation>
    </message>
    <message>
        <source>Names of classes leave with it, and numbers from which something can be told about the samples it learned from: treat it like the samples.</source>
        <translation>Com ele saem nomes de classes e números de que se pode deduzir algo das amostras com que aprendeu: tratar como as amostras.</translation>
    </message>
    <message>
        <source>Names of samples and the sizes of the images leave with it.</source>
        <translation>Saem com ele os nomes das amostras e os tamanhos das imagens.</translation>
    </message>
    <message>
        <source>Names of samples leave with it, and features computed from the samples.</source>
        <translation>Saem com ele os nomes das amostras e características calculadas a partir delas.</translation>
    </message>
    <message>
        <source>Names of samples leave with it, nothing of what is in them.</source>
        <translation>Saem com ele os nomes das amostras, nada do que elas contêm.</translation>
    </message>
    <message>
        <source>Names of samples leave with it; of texts the texts themselves.</source>
        <translation>Saem com ele os nomes das amostras; no caso de textos, os próprios textos.</translation>
    </message>
    <message>
        <source>Names, labels and comments can then be read by everybody who can read the project file. All passphrases and the recovery code go.</source>
        <translation>Nomes, etiquetas e comentários passam a poder ser lidos por quem puder ler o ficheiro do projeto. Todas as frases-passe e o código de recuperação são eliminados.</translation>
    </message>
    <message>
        <source>Names, labels, comments and the guideline can then be read only with a passphrase, which is asked for each time the project is opened.</source>
        <translation>Nomes, etiquetas, comentários e o guia só podem então ser lidos com uma frase-passe, pedida sempre que o projeto é aberto.</translation>
    </message>
    <message>
        <source>Near copies: {class}</source>
        <translation>Cópias próximas: {class}</translation>
    </message>
    <message>
        <source>near copy</source>
        <translation>cópia próxima</translation>
    </message>
    <message>
        <source>Near copy: {class}</source>
        <translation>Cópia próxima: {class}</translation>
    </message>
    <message>
        <source>Nearest neighbours</source>
        <translation>Vizinhos mais próximos</translation>
    </message>
    <message>
        <source>Nearly the same</source>
        <translation>Quase igual</translation>
    </message>
    <message>
        <source>Nearly the same as another.</source>
        <translation>Quase igual a outra.</translation>
    </message>
    <message>
        <source>Nearly the same as {sample}.</source>
        <translation>Quase igual a {sample}.</translation>
    </message>
    <message>
        <source>Nearly the same is off above, so an answer stays with its sample.</source>
        <translation>“Quase iguais” está desligado acima; por isso, uma resposta fica só na sua amostra.</translation>
    </message>
    <message>
        <source>Nearly there</source>
        <translation>Quase lá</translation>
    </message>
    <message numerus="yes">
        <source>Nearly there: {n:,} more labels</source>
        <comment>Nearly there: {n:,} more label</comment>
        <translation>
            <numerusform>Quase lá: mais {n:,} etiqueta</numerusform>
            <numerusform>Quase lá: mais {n:,} etiquetas</numerusform>
        </translation>
    </message>
    <message>
        <source>Needs complete data: {gaps} of {samples} samples lack the answer of an annotator.</source>
        <translation>Precisa de dados completos: a {gaps} de {samples} amostras falta a resposta de um anotador.</translation>
    </message>
    <message>
        <source>Needs numbers, or classes whose order is given.</source>
        <translation>Precisa de números ou de classes com ordem dada.</translation>
    </message>
    <message>
        <source>Needs two samples or more.</source>
        <translation>Precisa de duas amostras ou mais.</translation>
    </message>
    <message>
        <source>Needs {costs}.</source>
        <translation>Falta indicar: {costs}.</translation>
    </message>
    <message>
        <source>Network features are not installed. {lack}</source>
        <translation>As características da rede não estão instaladas. {lack}</translation>
    </message>
    <message>
        <source>Network features are not installed. {lack} To get them: {command}</source>
        <translation>As características da rede não estão instaladas. {lack} Para as obter: {command}</translation>
    </message>
    <message>
        <source>Never a window in the way, never a sound.</source>
        <translation>Nunca uma janela à frente, nunca um som.</translation>
    </message>
    <message>
        <source>new</source>
        <translation>nova</translation>
    </message>
    <message>
        <source>New files in the folder appear here by themselves.</source>
        <translation>Os novos ficheiros da pasta aparecem aqui por si.</translation>
    </message>
    <message>
        <source>New labels since the last model; more of them in a large project.</source>
        <translation>Novas etiquetas desde o último modelo; mais num projeto grande.</translation>
    </message>
    <message>
        <source>New ones come with the next model.</source>
        <translation>Vêm novos com o próximo modelo.</translation>
    </message>
    <message>
        <source>New ones come with the next model. What you left out is asked one by one on the Label page.</source>
        <translation>Vêm novos com o próximo modelo. O que ficou de fora é perguntado um a um na página Etiquetar.</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Nova frase-passe</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Novo projeto</translation>
    </message>
    <message>
        <source>New samples came in</source>
        <translation>Entraram novas amostras</translation>
    </message>
    <message>
        <source>New: the project has none yet.</source>
        <translation>Novo: o projeto ainda não tem nenhum.</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Mais recentes</translation>
    </message>
    <message>
        <source>Newest answer first</source>
        <translation>Resposta mais recente primeiro</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Fotograma seguinte</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Imagem seguinte</translation>
    </message>
    <message>
        <source>next look at {labels:,}</source>
        <translation>próxima análise às {labels:,}</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Região seguinte</translation>
    </message>
    <message>
        <source>Next text</source>
        <translation>Texto seguinte</translation>
    </message>
    <message>
        <source>Next theme</source>
        <translation>Tema seguinte</translation>
    </message>
    <message>
        <source>Next, previous region</source>
        <translation>Região seguinte, anterior</translation>
    </message>
    <message>
        <source>Next: annotator</source>
        <translation>Seguinte: anotador</translation>
    </message>
    <message>
        <source>Next: classes</source>
        <translation>Seguinte: classes</translation>
    </message>
    <message>
        <source>Next: protocol</source>
        <translation>Seguinte: protocolo</translation>
    </message>
    <message>
        <source>Next: {name}.</source>
        <translation>Seguinte: {name}.</translation>
    </message>
    <message>
        <source>Nine</source>
        <translation>Nove</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Não</translation>
    </message>
    <message>
        <source>No</source>
        <comment>none of the answers</comment>
        <translation>Nenhuma</translation>
    </message>
    <message>
        <source>no</source>
        <translation>não</translation>
    </message>
    <message>
        <source>No action is called so.</source>
        <translation>Nenhuma ação tem este nome.</translation>
    </message>
    <message>
        <source>No annotator has both samples shown and samples withheld.</source>
        <translation>Nenhum anotador tem amostras mostradas e amostras retidas.</translation>
    </message>
    <message>
        <source>No audit sample has a label yet, so nothing is known of the accuracy</source>
        <translation>Nenhuma amostra de auditoria tem ainda etiqueta, pelo que nada se sabe da exatidão</translation>
    </message>
    <message>
        <source>No audit sample is answered yet.</source>
        <translation>Nenhuma amostra de auditoria foi ainda respondida.</translation>
    </message>
    <message>
        <source>No backup could be made. Your labels are saved.</source>
        <translation>Não foi possível fazer uma cópia de segurança. As etiquetas estão guardadas.</translation>
    </message>
    <message>
        <source>No backup was made of {name}: {cause}. The project is as it was.</source>
        <translation>Não se fez cópia de segurança de {name}: {cause}. O projeto está como estava.</translation>
    </message>
    <message>
        <source>No backup was made: {name}. The log has the details.</source>
        <translation>Nenhuma cópia de segurança foi feita: {name}. Os pormenores estão no registo.</translation>
    </message>
    <message>
        <source>No backups yet</source>
        <translation>Ainda não há cópias de segurança</translation>
    </message>
    <message>
        <source>No break is due yet. B begins one at any time.</source>
        <translation>Ainda não é hora de uma pausa. B inicia uma em qualquer altura.</translation>
    </message>
    <message>
        <source>No checkpoint yet</source>
        <translation>Ainda sem ponto de controlo</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Nenhuma classe</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>nenhuma classe</translation>
    </message>
    <message>
        <source>No class has this in its name.</source>
        <translation>Nenhuma classe tem isto no nome.</translation>
    </message>
    <message>
        <source>no class is called “{name}”, which an answer leads to.</source>
        <translation>nenhuma classe se chama “{name}”, à qual uma resposta conduz.</translation>
    </message>
    <message>
        <source>no class is called “{name}”. It is shown with the whole text only.</source>
        <translation>nenhuma classe se chama “{name}”. Só aparece no texto completo.</translation>
    </message>
    <message>
        <source>No class is looked for.</source>
        <translation>Não se procura nenhuma classe.</translation>
    </message>
    <message>
        <source>No class is named like the folder “{name}” and {n:,} more.</source>
        <translation>Nenhuma classe se chama como a pasta “{name}” e mais {n:,}.</translation>
    </message>
    <message>
        <source>No class is named like the folder “{name}”.</source>
        <translation>Nenhuma classe se chama como a pasta “{name}”.</translation>
    </message>
    <message>
        <source>No class is named {names} and {n:,} more.</source>
        <translation>Nenhuma classe se chama {names}, e há mais {n:,}.</translation>
    </message>
    <message>
        <source>No class is named {names}.</source>
        <translation>Nenhuma classe se chama {names}.</translation>
    </message>
    <message>
        <source>No comment was ever made on this sample, or it is erased.</source>
        <translation>Esta amostra nunca teve comentários, ou já foram apagados.</translation>
    </message>
    <message>
        <source>No design of a study is fixed in this project.</source>
        <translation>Neste projeto não está fixado nenhum desenho de estudo.</translation>
    </message>
    <message>
        <source>no difference is sure ({less} points less to {more} more)</source>
        <translation>nenhuma diferença é certa (de {less} pontos menos a {more} mais)</translation>
    </message>
    <message>
        <source>No disagreement waits for a decision.</source>
        <translation>Nenhuma discordância espera por uma decisão.</translation>
    </message>
    <message>
        <source>No edge in the image is sharp, even when it is seen small.</source>
        <translation>Nenhum contorno da imagem é nítido, mesmo vista em pequeno.</translation>
    </message>
    <message>
        <source>No evidence is shown while you decide.</source>
        <translation>Não se mostra evidência durante a decisão.</translation>
    </message>
    <message>
        <source>No file can be kept at this place.</source>
        <translation>Não se pode guardar nenhum ficheiro neste local.</translation>
    </message>
    <message>
        <source>No folder yet</source>
        <translation>Ainda sem pasta</translation>
    </message>
    <message>
        <source>No forecast could be checked yet.</source>
        <translation>Ainda não foi possível verificar nenhuma previsão.</translation>
    </message>
    <message>
        <source>No forecast yet</source>
        <translation>Ainda sem previsão</translation>
    </message>
    <message>
        <source>No goal is given, so the gain decides.</source>
        <translation>Não foi dado um objetivo, por isso decide o ganho.</translation>
    </message>
    <message>
        <source>No goal is given.</source>
        <translation>Não foi dado um objetivo.</translation>
    </message>
    <message>
        <source>No group now</source>
        <translation>Nenhum grupo agora</translation>
    </message>
    <message>
        <source>No groups in this study</source>
        <translation>Sem grupos neste estudo</translation>
    </message>
    <message>
        <source>No guideline yet</source>
        <translation>Ainda sem guia</translation>
    </message>
    <message>
        <source>No guideline yet.</source>
        <translation>Ainda não há guia.</translation>
    </message>
    <message>
        <source>No guideline yet. It can be written later on the Protocol page.</source>
        <translation>Ainda não há guia. Pode ser escrito mais tarde na página Protocolo.</translation>
    </message>
    <message>
        <source>No images in {folder} yet.</source>
        <translation>Ainda não há imagens em {folder}.</translation>
    </message>
    <message>
        <source>No images or texts in this folder.</source>
        <translation>Não há imagens nem textos nesta pasta.</translation>
    </message>
    <message>
        <source>No images or texts in this folder. {name} holds no files.</source>
        <translation>Não há imagens nem textos nesta pasta. {name} não contém ficheiros.</translation>
    </message>
    <message numerus="yes">
        <source>No images or texts in this folder. {name} holds {n:,} files, none of a kind that can be labelled.</source>
        <comment>No images or texts in this folder. {name} holds {n:,} file, which is not of a kind that can be labelled.</comment>
        <translation>
            <numerusform>Não há imagens nem textos nesta pasta. {name} contém {n:,} ficheiro, que não é de um tipo que se possa etiquetar.</numerusform>
            <numerusform>Não há imagens nem textos nesta pasta. {name} contém {n:,} ficheiros, nenhum de um tipo que se possa etiquetar.</numerusform>
        </translation>
    </message>
    <message>
        <source>no interval</source>
        <translation>sem intervalo</translation>
    </message>
    <message>
        <source>no interval, n {n}</source>
        <translation>sem intervalo, n {n}</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Sem tecla</translation>
    </message>
    <message numerus="yes">
        <source>No key was pressed for {n} minutes.</source>
        <comment>No key was pressed for {n} minute.</comment>
        <translation>
            <numerusform>Nenhuma tecla foi premida durante {n} minuto.</numerusform>
            <numerusform>Nenhuma tecla foi premida durante {n} minutos.</numerusform>
        </translation>
    </message>
    <message>
        <source>No key was pressed with the suggestion shown.</source>
        <translation>Nenhuma tecla foi premida com a sugestão mostrada.</translation>
    </message>
    <message>
        <source>No key was pressed with the suggestion withheld.</source>
        <translation>Nenhuma tecla foi premida com a sugestão retida.</translation>
    </message>
    <message>
        <source>No key was pressed.</source>
        <translation>Nenhuma tecla foi premida.</translation>
    </message>
    <message>
        <source>No label looks wrong.</source>
        <translation>Nenhuma etiqueta parece errada.</translation>
    </message>
    <message>
        <source>no label yet</source>
        <translation>ainda sem etiquetas</translation>
    </message>
    <message>
        <source>No longer in the folder</source>
        <translation>Já não estão na pasta</translation>
    </message>
    <message numerus="yes">
        <source>No longer offer the {n:,} classes that the file does not name</source>
        <comment>No longer offer the {n:,} class that the file does not name</comment>
        <translation>
            <numerusform>Deixar de oferecer a {n:,} classe que o ficheiro não indica</numerusform>
            <numerusform>Deixar de oferecer as {n:,} classes que o ficheiro não indica</numerusform>
        </translation>
    </message>
    <message>
        <source>no longer offered (not in the file), its labels stay</source>
        <translation>deixa de ser oferecida (não está no ficheiro), as etiquetas ficam</translation>
    </message>
    <message>
        <source>No longer offered ({n:,})</source>
        <translation>Já não oferecidas ({n:,})</translation>
    </message>
    <message>
        <source>No longer offered: {names}.</source>
        <translation>Já não oferecidas: {names}.</translation>
    </message>
    <message>
        <source>No look has come yet.</source>
        <translation>Ainda não houve nenhuma verificação.</translation>
    </message>
    <message>
        <source>No majority</source>
        <translation>Sem maioria</translation>
    </message>
    <message>
        <source>No mask here.</source>
        <translation>Nenhuma máscara aqui.</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>Sem nome</translation>
    </message>
    <message>
        <source>No name holds these words.</source>
        <translation>Nenhum nome contém estas palavras.</translation>
    </message>
    <message>
        <source>No name holds these words. The texts are still being read.</source>
        <translation>Nenhum nome contém estas palavras. Os textos ainda estão a ser lidos.</translation>
    </message>
    <message>
        <source>No near copies here: the answer is for this sample alone.</source>
        <translation>Aqui não há cópias próximas: a resposta é só para esta amostra.</translation>
    </message>
    <message>
        <source>No number</source>
        <translation>Sem número</translation>
    </message>
    <message>
        <source>No number of samples that can be labelled makes the interval as narrow as that.</source>
        <translation>Nenhum número de amostras que se possa etiquetar torna o intervalo tão estreito.</translation>
    </message>
    <message>
        <source>No number of samples that can be labelled shows a difference as small as that.</source>
        <translation>Nenhum número de amostras que se possa etiquetar mostra uma diferença tão pequena.</translation>
    </message>
    <message>
        <source>No order</source>
        <translation>Sem ordem</translation>
    </message>
    <message>
        <source>No prediction on the stop set has changed since the last look.</source>
        <translation>Nenhuma previsão no conjunto de paragem mudou desde a última verificação.</translation>
    </message>
    <message>
        <source>No project of this name.</source>
        <translation>Nenhum projeto com este nome.</translation>
    </message>
    <message>
        <source>No projects yet. Open a folder of images or texts to begin.</source>
        <translation>Ainda não há projetos. Para começar, abrir uma pasta de imagens ou textos.</translation>
    </message>
    <message>
        <source>no range</source>
        <translation>sem intervalo</translation>
    </message>
    <message>
        <source>No reason given</source>
        <translation>Sem razão indicada</translation>
    </message>
    <message>
        <source>No reason named</source>
        <translation>Sem razão indicada</translation>
    </message>
    <message>
        <source>No remarks.</source>
        <translation>Sem observações.</translation>
    </message>
    <message>
        <source>No round has asked it yet.</source>
        <translation>Ainda nenhuma ronda o consultou.</translation>
    </message>
    <message>
        <source>No round of a model was recorded: samples were asked in an order drawn at random (seed {seed}), or came in with their labels.</source>
        <translation>Não foi registada nenhuma ronda de um modelo: as amostras foram pedidas por uma ordem sorteada (semente {seed}), ou entraram com as suas etiquetas.</translation>
    </message>
    <message>
        <source>No rule is written under this heading.</source>
        <translation>Sob este título não há nenhuma regra escrita.</translation>
    </message>
    <message>
        <source>No sample could be read for learning yet.</source>
        <translation>Ainda não foi possível ler nenhuma amostra para aprender.</translation>
    </message>
    <message>
        <source>No sample found</source>
        <translation>Amostra não encontrada</translation>
    </message>
    <message>
        <source>No sample has been answered beside a suggestion yet.</source>
        <translation>Ainda nenhuma amostra foi respondida ao lado de uma sugestão.</translation>
    </message>
    <message>
        <source>No sample has the answers of two annotators.</source>
        <translation>Nenhuma amostra tem as respostas de dois anotadores.</translation>
    </message>
    <message>
        <source>No sample has this name.</source>
        <translation>Nenhuma amostra tem este nome.</translation>
    </message>
    <message>
        <source>No sample has this text.</source>
        <translation>Nenhuma amostra tem este texto.</translation>
    </message>
    <message>
        <source>no sample of another class</source>
        <translation>nenhuma amostra de outra classe</translation>
    </message>
    <message>
        <source>no sample of this class</source>
        <translation>nenhuma amostra desta classe</translation>
    </message>
    <message numerus="yes">
        <source>No sample of {random_set} was answered by two annotators yet. {n:,} other samples were: choose “All shared samples” above to see those.</source>
        <comment>No sample of {random_set} was answered by two annotators yet. {n:,} other sample was: choose “All shared samples” above to see those.</comment>
        <translation>
            <numerusform>Nenhuma amostra do {random_set} foi ainda respondida por dois anotadores. {n:,} outra amostra foi: escolher “Todas as amostras partilhadas” acima para a ver.</numerusform>
            <numerusform>Nenhuma amostra do {random_set} foi ainda respondida por dois anotadores. {n:,} outras amostras foram: escolher “Todas as amostras partilhadas” acima para as ver.</numerusform>
        </translation>
    </message>
    <message>
        <source>No sample of “{name}” is found yet.</source>
        <translation>Ainda não se encontrou nenhuma amostra de “{name}”.</translation>
    </message>
    <message>
        <source>No sample to show</source>
        <translation>Nenhuma amostra para mostrar</translation>
    </message>
    <message>
        <source>No sample was adjudicated, and none waits for it.</source>
        <translation>Nenhuma amostra foi adjudicada, e nenhuma espera por isso.</translation>
    </message>
    <message>
        <source>No sample was answered twice by one annotator.</source>
        <translation>Nenhuma amostra foi respondida duas vezes pelo mesmo anotador.</translation>
    </message>
    <message>
        <source>No sample was answered twice.</source>
        <translation>Nenhuma amostra foi respondida duas vezes.</translation>
    </message>
    <message>
        <source>No sample was shown twice to one annotator yet, so self-consistency is not known.</source>
        <translation>Ainda nenhuma amostra foi mostrada duas vezes ao mesmo anotador, por isso a coerência própria não é conhecida.</translation>
    </message>
    <message>
        <source>No sample was shown with its suggestion.</source>
        <translation>Nenhuma amostra foi mostrada com a sua sugestão.</translation>
    </message>
    <message>
        <source>No sample was withheld.</source>
        <translation>Nenhuma amostra foi retida.</translation>
    </message>
    <message>
        <source>no sample whose answer is known</source>
        <translation>nenhuma amostra com resposta conhecida</translation>
    </message>
    <message>
        <source>No sample.</source>
        <translation>Nenhuma amostra.</translation>
    </message>
    <message>
        <source>No samples yet</source>
        <translation>Ainda não há amostras</translation>
    </message>
    <message>
        <source>No shared sample has different answers.</source>
        <translation>Nenhuma amostra partilhada tem respostas diferentes.</translation>
    </message>
    <message>
        <source>No single part decides.</source>
        <translation>Nenhuma parte decide sozinha.</translation>
    </message>
    <message>
        <source>No suggestion</source>
        <translation>Sem sugestão</translation>
    </message>
    <message>
        <source>No suggestion here, so there is no evidence to show.</source>
        <translation>Sem sugestão aqui, por isso não há evidência para mostrar.</translation>
    </message>
    <message>
        <source>No suggestion here. Press a label key.</source>
        <translation>Sem sugestão aqui. Prima a tecla de uma etiqueta.</translation>
    </message>
    <message>
        <source>No suggestion is shown for this sample, so no rule is picked out.</source>
        <translation>Não se mostra sugestão para esta amostra; por isso, nenhuma regra é destacada.</translation>
    </message>
    <message>
        <source>No suggestion is shown here.</source>
        <translation>Aqui não se mostra nenhuma sugestão.</translation>
    </message>
    <message>
        <source>No suggestion is withheld by lot, so what suggestions do cannot be known, however many samples there are.</source>
        <translation>Nenhuma sugestão é retida por sorteio, pelo que não se pode saber o que as sugestões fazem, por mais amostras que haja.</translation>
    </message>
    <message>
        <source>No suggestion waits here.</source>
        <translation>Aqui não há nenhuma sugestão à espera.</translation>
    </message>
    <message>
        <source>No suggestions yet: it is no better than guessing.</source>
        <translation>Ainda sem sugestões: não é melhor do que adivinhar.</translation>
    </message>
    <message>
        <source>No texts in {folder} yet.</source>
        <translation>Ainda não há textos em {folder}.</translation>
    </message>
    <message>
        <source>No time.</source>
        <translation>Nenhum tempo.</translation>
    </message>
    <message>
        <source>No two annotators gave a shared sample different classes.</source>
        <translation>Não há dois anotadores que tenham dado classes diferentes a uma amostra partilhada.</translation>
    </message>
    <message>
        <source>No two annotators have answered the same samples.</source>
        <translation>Não há dois anotadores com respostas às mesmas amostras.</translation>
    </message>
    <message>
        <source>No two classes stand against each other here.</source>
        <translation>Aqui não há duas classes em confronto.</translation>
    </message>
    <message>
        <source>No word of this text moved the model.</source>
        <translation>Nenhuma palavra deste texto influenciou o modelo.</translation>
    </message>
    <message>
        <source>No {name} is found yet.</source>
        <translation>Ainda não se encontrou {name}.</translation>
    </message>
    <message>
        <source>No {smallest} samples of one class are sure enough to be looked at together.</source>
        <translation>Não há {smallest} amostras de uma classe suficientemente seguras para serem vistas em conjunto.</translation>
    </message>
    <message>
        <source>No, it stays</source>
        <translation>Não, fica assim</translation>
    </message>
    <message>
        <source>No, they stay</source>
        <translation>Não, ficam assim</translation>
    </message>
    <message>
        <source>Nobody has annotated anything yet.</source>
        <translation>Ainda ninguém anotou nada.</translation>
    </message>
    <message>
        <source>Nobody has signed anything yet.</source>
        <translation>Ainda ninguém assinou nada.</translation>
    </message>
    <message>
        <source>Nobody sees the others' annotations, suggestions of the model, why a sample was chosen, or file names. Only the owner and adjudicators see the agreement.</source>
        <translation>Ninguém vê as anotações dos outros, as sugestões do modelo, por que foi escolhida uma amostra, nem os nomes dos ficheiros. Só o proprietário e os adjudicadores veem a concordância.</translation>
    </message>
    <message>
        <source>Nobody was sure</source>
        <translation>Ninguém tinha certeza</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Ruído</translation>
    </message>
    <message>
        <source>Nominal: any two classes are as far apart as any others.</source>
        <translation>Nominal: quaisquer duas classes estão tão afastadas como quaisquer outras.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <source>None</source>
        <comment>column</comment>
        <translation>Nenhuma</translation>
    </message>
    <message>
        <source>none</source>
        <comment>columns</comment>
        <translation>nenhuma</translation>
    </message>
    <message>
        <source>None are drawn at random in this project, so it cannot be checked.</source>
        <translation>Neste projeto nenhuma é tirada à sorte, pelo que não pode ser verificado.</translation>
    </message>
    <message>
        <source>None given</source>
        <translation>Nenhuma indicada</translation>
    </message>
    <message>
        <source>None here.</source>
        <translation>Nenhuma aqui.</translation>
    </message>
    <message>
        <source>None is offered</source>
        <translation>Nenhuma é oferecida</translation>
    </message>
    <message>
        <source>None of the samples can be read. Nothing was written.</source>
        <translation>Nenhuma das amostras pode ser lida. Nada foi escrito.</translation>
    </message>
    <message>
        <source>None of the samples could be read, so that there are no features.</source>
        <translation>Nenhuma das amostras pôde ser lida, pelo que não há características.</translation>
    </message>
    <message>
        <source>None of them comes back for a check. Settings, Learning has the share.</source>
        <translation>Nenhuma delas volta para verificação. A parte está em Definições, Aprendizagem.</translation>
    </message>
    <message>
        <source>None of these has different answers.</source>
        <translation>Nenhuma destas tem respostas diferentes.</translation>
    </message>
    <message>
        <source>None of {count:,} samples is left by the search and the filters.</source>
        <translation>A procura e os filtros não deixam nenhuma das {count:,} amostras.</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Ainda nenhuma.</translation>
    </message>
    <message>
        <source>None yet. A heading such as “Mild or Severe?” begins one.</source>
        <translation>Ainda nenhuma. Um título como “Ligeiro ou Grave?” começa uma.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Nenhuma.</translation>
    </message>
    <message>
        <source>Not a text</source>
        <translation>Não é um texto</translation>
    </message>
    <message>
        <source>Not assessable for {name}: audit samples of it: {there}, needed: {needed}.</source>
        <translation>Não avaliável para {name}: amostras de auditoria da classe: {there}, necessárias: {needed}.</translation>
    </message>
    <message>
        <source>Not defined</source>
        <translation>Não definido</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>não definido</translation>
    </message>
    <message>
        <source>not defined, see below</source>
        <translation>não definido, ver abaixo</translation>
    </message>
    <message>
        <source>Not defined: {reason}</source>
        <translation>Não definido: {reason}</translation>
    </message>
    <message>
        <source>not defined: {reason}</source>
        <translation>não definido: {reason}</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Não cifrado</translation>
    </message>
    <message>
        <source>Not encrypted: who can read the project file can read names, labels and comments in it.</source>
        <translation>Não cifrado: quem puder ler o ficheiro do projeto pode ler nele nomes, etiquetas e comentários.</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Não encontrado</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>sem valor</translation>
    </message>
    <message>
        <source>not imported: {left_out}</source>
        <translation>não importadas: {left_out}</translation>
    </message>
    <message>
        <source>Not imported: {what}.</source>
        <translation>Não importado: {what}.</translation>
    </message>
    <message>
        <source>Not in the design, but in the project: {names}.</source>
        <translation>Não está no desenho, mas está no projeto: {names}.</translation>
    </message>
    <message>
        <source>Not in the folder</source>
        <translation>Fora da pasta</translation>
    </message>
    <message>
        <source>Not kept, since a project has no place for it: {what}.</source>
        <translation>Não conservado, por não haver lugar para isso num projeto: {what}.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>não conhecido</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>ainda não conhecido</translation>
    </message>
    <message>
        <source>not known yet: no pace was measured</source>
        <translation>ainda não conhecido: nenhum ritmo foi medido</translation>
    </message>
    <message>
        <source>not known, see below</source>
        <translation>não conhecido, ver abaixo</translation>
    </message>
    <message>
        <source>Not looked for.</source>
        <translation>Não procuradas.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Agora não</translation>
    </message>
    <message>
        <source>Not part of the advice</source>
        <translation>Não faz parte do conselho</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Não registado</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>não registado</translation>
    </message>
    <message numerus="yes">
        <source>Not recorded for {n:,} samples.</source>
        <comment>Not recorded for {n:,} sample.</comment>
        <translation>
            <numerusform>Não registado para {n:,} amostra.</numerusform>
            <numerusform>Não registado para {n:,} amostras.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not recorded.</source>
        <translation>Não registado.</translation>
    </message>
    <message>
        <source>Not reliable yet: the whole range is below {mark:.3f}</source>
        <translation>Ainda não fiável: todo o intervalo está abaixo de {mark:.3f}</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Ainda não guardado</translation>
    </message>
    <message>
        <source>Not saved yet.</source>
        <translation>Ainda não guardado.</translation>
    </message>
    <message>
        <source>not sound</source>
        <translation>não íntegro</translation>
    </message>
    <message>
        <source>Not taken: {n:,}, the first is {name}: {cause}</source>
        <translation>Não aceites: {n:,}, a primeira é {name}: {cause}</translation>
    </message>
    <message>
        <source>Not this class</source>
        <translation>Não é esta classe</translation>
    </message>
    <message>
        <source>not this class</source>
        <translation>não é desta classe</translation>
    </message>
    <message>
        <source>Not this class: {words}</source>
        <translation>Não é esta classe: {words}</translation>
    </message>
    <message>
        <source>not ticked, single review</source>
        <translation>não assinalada, revista à parte</translation>
    </message>
    <message>
        <source>Not within sight</source>
        <translation>Não está à vista</translation>
    </message>
    <message>
        <source>Not within sight; in the best case {labels}</source>
        <translation>Não está à vista; no melhor caso {labels}</translation>
    </message>
    <message>
        <source>Not worth</source>
        <translation>Não vale</translation>
    </message>
    <message>
        <source>Not worth it</source>
        <translation>Não vale</translation>
    </message>
    <message>
        <source>Not worth it, because</source>
        <translation>Não vale a pena, porque</translation>
    </message>
    <message>
        <source>Not worth it, {reason}</source>
        <translation>Não vale a pena, {reason}</translation>
    </message>
    <message>
        <source>Not worth it: {reason}</source>
        <translation>Não vale a pena: {reason}</translation>
    </message>
    <message>
        <source>Not worth labelling</source>
        <translation>Não vale a pena etiquetar</translation>
    </message>
    <message>
        <source>Not worth labelling, with a reason</source>
        <translation>Não vale a pena etiquetar, com razão</translation>
    </message>
    <message>
        <source>Not worth labelling: {reason}</source>
        <translation>Não vale a pena etiquetar: {reason}</translation>
    </message>
    <message>
        <source>Noted by the annotator's own clock</source>
        <translation>Anotado pelo próprio relógio do anotador</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>Nothing can be restored to {name} now. {words}</source>
        <translation>Agora não é possível repor nada em {name}. {words}</translation>
    </message>
    <message>
        <source>Nothing can be written in this folder. Choose another place.</source>
        <translation>Não se pode escrever nesta pasta. É preciso escolher outro local.</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <source>Nothing found yet</source>
        <translation>Ainda nada encontrado</translation>
    </message>
    <message>
        <source>Nothing has changed since the last backup.</source>
        <translation>Nada mudou desde a última cópia de segurança.</translation>
    </message>
    <message>
        <source>Nothing here can be changed.</source>
        <translation>Aqui nada pode ser alterado.</translation>
    </message>
    <message>
        <source>Nothing in the image is brighter than black.</source>
        <translation>Nada na imagem é mais claro do que preto.</translation>
    </message>
    <message>
        <source>Nothing in the image is darker than white.</source>
        <translation>Nada na imagem é mais escuro do que branco.</translation>
    </message>
    <message>
        <source>Nothing is called “{words}”.</source>
        <translation>Nada se chama “{words}”.</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Ainda nada foi alterado.</translation>
    </message>
    <message>
        <source>Nothing is chosen for you here. Press the key of a class.</source>
        <translation>Aqui nada é escolhido à partida. Prima a tecla de uma classe.</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Ainda nada se sabe.</translation>
    </message>
    <message>
        <source>Nothing is labelled yet. The first look at the accuracy comes at {labels} labels.</source>
        <translation>Ainda nada está etiquetado. A primeira verificação da exatidão é às {labels} etiquetas.</translation>
    </message>
    <message>
        <source>Nothing is measured yet.</source>
        <translation>Ainda nada foi medido.</translation>
    </message>
    <message>
        <source>Nothing is removed or marked down. You only get a second look.</source>
        <translation>Nada é retirado nem desvalorizado. É apenas uma segunda oportunidade de ver.</translation>
    </message>
    <message>
        <source>Nothing is said about this class yet.</source>
        <translation>Ainda nada se diz sobre esta classe.</translation>
    </message>
    <message>
        <source>Nothing is shown, so there is nothing to export.</source>
        <translation>Nada está visível, por isso não há nada para exportar.</translation>
    </message>
    <message>
        <source>Nothing is ticked.</source>
        <translation>Nada está assinalado.</translation>
    </message>
    <message>
        <source>Nothing is ticked. Esc leaves the group as it is.</source>
        <translation>Nada está assinalado. Esc deixa o grupo como está.</translation>
    </message>
    <message>
        <source>Nothing is written to your images or texts.</source>
        <translation>Nada é escrito nas imagens ou textos.</translation>
    </message>
    <message>
        <source>Nothing is written to your images.</source>
        <translation>Nada é escrito nas imagens.</translation>
    </message>
    <message>
        <source>Nothing is written to your texts.</source>
        <translation>Nada é escrito nos textos.</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>Ainda nada é escrito.</translation>
    </message>
    <message>
        <source>Nothing is wrong with your labels.</source>
        <translation>Nada de errado se passa com as etiquetas.</translation>
    </message>
    <message>
        <source>Nothing is.</source>
        <translation>Nada está de parte.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nada sai deste computador</translation>
    </message>
    <message>
        <source>Nothing new in {of}: all of it is here already.</source>
        <translation>Nada de novo em {of}: tudo já está aqui.</translation>
    </message>
    <message>
        <source>Nothing noticed</source>
        <translation>Nada notado</translation>
    </message>
    <message>
        <source>Nothing noticed in this session.</source>
        <translation>Nada se notou nesta sessão.</translation>
    </message>
    <message>
        <source>Nothing of this file can be imported.</source>
        <translation>Nada deste ficheiro pode ser importado.</translation>
    </message>
    <message>
        <source>Nothing passes this filter.</source>
        <translation>Nada passa neste filtro.</translation>
    </message>
    <message>
        <source>Nothing that was accepted this way has been checked again yet.</source>
        <translation>Nada do que foi aceite assim foi ainda verificado de novo.</translation>
    </message>
    <message>
        <source>Nothing to compare in this choice. No two annotators gave one of these samples a class.</source>
        <translation>Nada a comparar nesta escolha. Não há dois anotadores que tenham dado uma classe a uma destas amostras.</translation>
    </message>
    <message>
        <source>Nothing to mask there.</source>
        <translation>Nada para mascarar aí.</translation>
    </message>
    <message>
        <source>Nothing to redo here.</source>
        <translation>Nada a refazer aqui.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>Nada para refazer.</translation>
    </message>
    <message>
        <source>Nothing to undo here.</source>
        <translation>Nada a anular aqui.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Nada para anular.</translation>
    </message>
    <message>
        <source>nothing was answered</source>
        <translation>nada foi respondido</translation>
    </message>
    <message>
        <source>Nothing was answered.</source>
        <translation>Nada foi respondido.</translation>
    </message>
    <message>
        <source>Nothing was changed: somebody else changed the passphrases just now. Try again.</source>
        <translation>Nada foi alterado: outra pessoa alterou agora mesmo as frases-passe. Tentar de novo.</translation>
    </message>
    <message>
        <source>Nothing was changed: {reason}. The passphrases are what they were.</source>
        <translation>Nada foi alterado: {reason}. As frases-passe são as que eram.</translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation>Nada foi apagado.</translation>
    </message>
    <message>
        <source>Nothing was exported before this report.</source>
        <translation>Nada foi exportado antes deste relatório.</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>Nada foi importado</translation>
    </message>
    <message>
        <source>Nothing was looked for yet.</source>
        <translation>Ainda nada foi procurado.</translation>
    </message>
    <message>
        <source>Nothing was recorded yet.</source>
        <translation>Ainda nada foi registado.</translation>
    </message>
    <message>
        <source>Nothing was used yet that has a reference.</source>
        <translation>Ainda nada foi usado que tenha uma referência.</translation>
    </message>
    <message>
        <source>Nothing would change: all of it is here already.</source>
        <translation>Nada mudaria: já está tudo aqui.</translation>
    </message>
    <message>
        <source>Nothing would change: the project has this protocol already.</source>
        <translation>Nada mudaria: o projeto já tem este protocolo.</translation>
    </message>
    <message>
        <source>Nothing would change: where another answer is here, it is kept.</source>
        <translation>Nada mudaria: onde há aqui outra resposta, essa mantém-se.</translation>
    </message>
    <message>
        <source>Nothing yet. After the first images your days and your pace stand here.</source>
        <translation>Ainda nada. Depois das primeiras imagens ficam aqui os dias e o ritmo.</translation>
    </message>
    <message>
        <source>Nothing yet. After the first texts your days and your pace stand here.</source>
        <translation>Ainda nada. Depois dos primeiros textos ficam aqui os dias e o ritmo.</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Notice differing repeats</source>
        <translation>Notar repetições diferentes</translation>
    </message>
    <message>
        <source>Notice in full</source>
        <translation>Aviso completo</translation>
    </message>
    <message>
        <source>Notice long answers</source>
        <translation>Notar respostas longas</translation>
    </message>
    <message>
        <source>Notice more corrections</source>
        <translation>Notar mais correções</translation>
    </message>
    <message>
        <source>Notice slower answers</source>
        <translation>Notar respostas mais lentas</translation>
    </message>
    <message>
        <source>Notice suggestions taken over</source>
        <translation>Notar sugestões aceites</translation>
    </message>
    <message>
        <source>Notice very fast or uniform answers</source>
        <translation>Notar respostas muito rápidas ou uniformes</translation>
    </message>
    <message>
        <source>Noticed</source>
        <translation>Notado</translation>
    </message>
    <message>
        <source>Noticed in this session.</source>
        <translation>Notado nesta sessão.</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>nov.</translation>
    </message>
    <message>
        <source>November</source>
        <translation>novembro</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Agora</translation>
    </message>
    <message>
        <source>Now, {labels:,}</source>
        <translation>Agora, {labels:,}</translation>
    </message>
    <message>
        <source>Now, {words}</source>
        <translation>Agora, {words}</translation>
    </message>
    <message>
        <source>nowhere in particular</source>
        <translation>nenhum lugar em particular</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>number of future predictions</source>
        <translation>número de previsões futuras</translation>
    </message>
    <message>
        <source>number of words</source>
        <translation>número de palavras</translation>
    </message>
    <message>
        <source>Number row, with or without Shift, and number pad</source>
        <translation>Fila numérica, com ou sem Shift, e teclado numérico</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>números</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>out.</translation>
    </message>
    <message>
        <source>October</source>
        <translation>outubro</translation>
    </message>
    <message>
        <source>of a folder: none</source>
        <translation>de uma pasta: nenhum</translation>
    </message>
    <message>
        <source>Of answers</source>
        <translation>Das respostas</translation>
    </message>
    <message>
        <source>Of answers in several sessions, the first one counts.</source>
        <translation>Das respostas em várias sessões, conta a primeira.</translation>
    </message>
    <message>
        <source>Of encrypted projects. Shows “Locked project” instead.</source>
        <translation>De projetos cifrados. Mostra “Projeto bloqueado” em vez do nome.</translation>
    </message>
    <message numerus="yes">
        <source>Of its {copies} near copies {n} are labelled {class}, {title} for one.</source>
        <comment>Of its {copies} near copies {n} is labelled {class}, {title} for one.</comment>
        <translation>
            <numerusform>Das suas {copies} cópias próximas, {n} tem a etiqueta {class}, por exemplo {title}.</numerusform>
            <numerusform>Das suas {copies} cópias próximas, {n} têm a etiqueta {class}, por exemplo {title}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Of long texts the first {characters:,} characters are searched.</source>
        <translation>Dos textos longos pesquisam-se os primeiros {characters:,} carateres.</translation>
    </message>
    <message>
        <source>Of no sample left is the model sure enough.</source>
        <translation>O modelo não tem certeza suficiente de nenhuma amostra que resta.</translation>
    </message>
    <message>
        <source>Of replicates, the first answer counts.</source>
        <translation>Das réplicas, conta a primeira resposta.</translation>
    </message>
    <message>
        <source>Of the annotator's time.</source>
        <translation>Do tempo do anotador.</translation>
    </message>
    <message>
        <source>Of the answers {unsure} were “unsure” and {not_worth} “not worth labelling”.</source>
        <translation>Das respostas, {unsure} foram “sem certeza” e {not_worth} “não vale a pena etiquetar”.</translation>
    </message>
    <message>
        <source>Of the newest audit samples {late} are right, of the earlier ones {earlier}: something has changed, and what was known before may not hold</source>
        <translation>Das amostras de auditoria mais recentes estão certas {late}, das anteriores {earlier}: algo mudou, e o que se sabia antes pode já não valer</translation>
    </message>
    <message>
        <source>Of the suggestions, for samples that the model has not learned from.</source>
        <translation>Das sugestões, em amostras com que o modelo não aprendeu.</translation>
    </message>
    <message>
        <source>Of the window, from the next start on. Names, guidelines and exports stay as they are.</source>
        <translation>Da janela, a partir do próximo arranque. Nomes, guias e exportações ficam como estão.</translation>
    </message>
    <message>
        <source>Of the {n:,} looked at, {found}.</source>
        <translation>Das {n:,} vistas, {found}.</translation>
    </message>
    <message>
        <source>Of the {surest} random samples it was surest of, none was wrong, which may be luck; {limit} may be.</source>
        <translation>Das {surest} amostras aleatórias de que tinha mais certeza, nenhuma estava errada, o que pode ser sorte; {limit} podem estar.</translation>
    </message>
    <message numerus="yes">
        <source>Of the {surest} random samples it was surest of, {n} were wrong; {limit} may be.</source>
        <comment>Of the {surest} random samples it was surest of, {n} was wrong; {limit} may be.</comment>
        <translation>
            <numerusform>Das {surest} amostras aleatórias de que tinha mais certeza, {n} estava errada; {limit} podem estar.</numerusform>
            <numerusform>Das {surest} amostras aleatórias de que tinha mais certeza, {n} estavam erradas; {limit} podem estar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Of the {surest} surest audit answers {wrong} were other than offered: up to {high:.1%} may be, more than the limit of {limit:.1%}.</source>
        <translation>Das {surest} respostas de auditoria mais seguras, {wrong} foram diferentes do oferecido: podem ser até {high:.1%}, mais do que o limite de {limit:.1%}.</translation>
    </message>
    <message>
        <source>Of this window. Off: labels, comments and when they were given, but no seconds and nothing on breaks or pace.</source>
        <translation>Desta janela. Desligado: etiquetas, comentários e quando foram dados, mas sem segundos e sem nada sobre pausas ou ritmo.</translation>
    </message>
    <message>
        <source>of {n:,} in the pool ({share})</source>
        <translation>de {n:,} no conjunto ({share})</translation>
    </message>
    <message numerus="yes">
        <source>of {n:,} shared samples</source>
        <comment>of {n:,} shared sample</comment>
        <translation>
            <numerusform>de {n:,} amostra partilhada</numerusform>
            <numerusform>de {n:,} amostras partilhadas</numerusform>
        </translation>
    </message>
    <message>
        <source>of {project}</source>
        <translation>de {project}</translation>
    </message>
    <message>
        <source>Of {things} checked again after being accepted this way, none were corrected.</source>
        <translation>De {things} verificados de novo depois de aceites assim, nenhum foi corrigido.</translation>
    </message>
    <message numerus="yes">
        <source>Of {things} checked again after being accepted this way, {n} were corrected.</source>
        <comment>Of {things} checked again after being accepted this way, {n} was corrected.</comment>
        <translation>
            <numerusform>De {things} verificados de novo depois de aceites assim, {n} foi corrigido.</numerusform>
            <numerusform>De {things} verificados de novo depois de aceites assim, {n} foram corrigidos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desligado</translation>
    </message>
    <message>
        <source>offered again</source>
        <translation>oferecida de novo</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sem rede</translation>
    </message>
    <message>
        <source>Offline. The program opens no network connection.</source>
        <translation>Sem rede. O programa não abre nenhuma ligação à rede.</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Mais antigos</translation>
    </message>
    <message>
        <source>Oldest answer first</source>
        <translation>Resposta mais antiga primeiro</translation>
    </message>
    <message>
        <source>Oldest first: {answers}</source>
        <translation>Da mais antiga: {answers}</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ligado</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ligado</translation>
    </message>
    <message>
        <source>On a line from 0 to 1 with Krippendorff's marks at 0.667 and 0.80.</source>
        <translation>Numa linha de 0 a 1 com as marcas de Krippendorff em 0,667 e 0,80.</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>Em média</translation>
    </message>
    <message>
        <source>On average the model says {said} and is right in {share} ({range}) of {samples}: as far as so many can tell, the probabilities hold.</source>
        <translation>Em média o modelo diz {said} e acerta em {share} ({range}) de {samples}: tanto quanto estas permitem dizer, as probabilidades são certas.</translation>
    </message>
    <message numerus="yes">
        <source>On average the model says {said} and is right in {share} ({range}) of {samples}: but among samples of like probability it is {n:,} points further off than by chance.</source>
        <comment>On average the model says {said} and is right in {share} ({range}) of {samples}: but among samples of like probability it is {n:,} point further off than by chance.</comment>
        <translation>
            <numerusform>Em média o modelo diz {said} e acerta em {share} ({range}) de {samples}: mas entre amostras de probabilidade semelhante afasta-se {n:,} ponto mais do que por acaso.</numerusform>
            <numerusform>Em média o modelo diz {said} e acerta em {share} ({range}) de {samples}: mas entre amostras de probabilidade semelhante afasta-se {n:,} pontos mais do que por acaso.</numerusform>
        </translation>
    </message>
    <message>
        <source>On average, of one.</source>
        <translation>Em média, de uma.</translation>
    </message>
    <message>
        <source>On closing a project and every 30 minutes of work, if something has changed. Each is checked. All of two days stay, then one a day, a week and a month.</source>
        <translation>Ao fechar um projeto e a cada 30 minutos de trabalho, se algo mudou. Cada uma é verificada. Ficam todas as de dois dias, depois uma por dia, semana e mês.</translation>
    </message>
    <message>
        <source>On request</source>
        <translation>A pedido</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>a pedido</translation>
    </message>
    <message>
        <source>On request, asked for</source>
        <translation>A pedido, pedida</translation>
    </message>
    <message>
        <source>On request, not asked for</source>
        <translation>A pedido, não pedida</translation>
    </message>
    <message numerus="yes">
        <source>On request: asked for on {part} of {n:,} samples.</source>
        <comment>On request: asked for on {part} of {n:,} sample.</comment>
        <translation>
            <numerusform>A pedido: pedida em {part} de {n:,} amostra.</numerusform>
            <numerusform>A pedido: pedida em {part} de {n:,} amostras.</numerusform>
        </translation>
    </message>
    <message>
        <source>On request: S shows it. Afterwards: only where it differs from your own label, which you may then change. Samples set aside for measuring never show one. Without a suggestion Enter does nothing.</source>
        <translation>A pedido: S mostra-a. Depois: só onde difere da própria etiqueta, que se pode então alterar. As amostras postas de parte para medir nunca mostram uma. Sem sugestão, Enter não faz nada.</translation>
    </message>
    <message>
        <source>On right suggestions</source>
        <translation>Em sugestões certas</translation>
    </message>
    <message numerus="yes">
        <source>On samples that the model chose itself: {share}, 95 % range {range}, {n:,} samples.</source>
        <comment>On samples that the model chose itself: {share}, 95 % range {range}, {n:,} sample.</comment>
        <translation>
            <numerusform>Em amostras que o próprio modelo escolheu: {share}, intervalo de 95 %: {range}, {n:,} amostra.</numerusform>
            <numerusform>Em amostras que o próprio modelo escolheu: {share}, intervalo de 95 %: {range}, {n:,} amostras.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On samples that the model chose itself: {share}, {n:,} samples.</source>
        <comment>On samples that the model chose itself: {share}, {n:,} sample.</comment>
        <translation>
            <numerusform>Em amostras que o próprio modelo escolheu: {share}, {n:,} amostra.</numerusform>
            <numerusform>Em amostras que o próprio modelo escolheu: {share}, {n:,} amostras.</numerusform>
        </translation>
    </message>
    <message>
        <source>on screen while a sample was answered</source>
        <translation>no ecrã durante a resposta a uma amostra</translation>
    </message>
    <message>
        <source>On the labelled samples outside the audit set accuracy is {figure}; they were not drawn at random, so they say little of the whole.</source>
        <translation>Nas amostras etiquetadas fora do conjunto de auditoria a exatidão é {figure}; não foram tiradas à sorte, pelo que dizem pouco do todo.</translation>
    </message>
    <message>
        <source>on the learning curve; the verdict says whether it is sure</source>
        <translation>na curva de aprendizagem; o veredito diz se é seguro</translation>
    </message>
    <message>
        <source>On wrong suggestions</source>
        <translation>Em sugestões erradas</translation>
    </message>
    <message>
        <source>On wrong suggestions {wrong}; on right ones {right}.</source>
        <translation>Em sugestões erradas {wrong}; em certas {right}.</translation>
    </message>
    <message>
        <source>on {day}</source>
        <translation>em {day}</translation>
    </message>
    <message>
        <source>once</source>
        <translation>uma vez</translation>
    </message>
    <message>
        <source>One</source>
        <translation>Uma</translation>
    </message>
    <message>
        <source>One annotator</source>
        <translation>Um anotador</translation>
    </message>
    <message>
        <source>One annotator, two answers</source>
        <translation>Um anotador, duas respostas</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>Uma só cor</translation>
    </message>
    <message>
        <source>One folder for each class</source>
        <translation>Uma pasta para cada classe</translation>
    </message>
    <message>
        <source>One is rare</source>
        <translation>Uma é rara</translation>
    </message>
    <message>
        <source>One label per sample</source>
        <translation>Uma etiqueta por amostra</translation>
    </message>
    <message>
        <source>One label per sample, without what was not worth labelling, and how much each may count.</source>
        <translation>Uma etiqueta por amostra, sem o que não valia a pena etiquetar, e quanto cada uma pode contar.</translation>
    </message>
    <message>
        <source>One line for each answer.</source>
        <translation>Uma linha por resposta.</translation>
    </message>
    <message>
        <source>One mark for each annotator, in the order of the table.</source>
        <translation>Uma marca por anotador, pela ordem da tabela.</translation>
    </message>
    <message>
        <source>One of each group of alike ones</source>
        <translation>Uma de cada grupo de semelhantes</translation>
    </message>
    <message>
        <source>One of several samples that are nearly the same stays in the queue.</source>
        <translation>De várias amostras quase iguais, uma fica na fila.</translation>
    </message>
    <message>
        <source>One row for each sample: what it is, and how that came about.</source>
        <translation>Uma linha por amostra: o que é, e como se chegou a isso.</translation>
    </message>
    <message>
        <source>One step of undo.</source>
        <translation>Um passo de anulação.</translation>
    </message>
    <message>
        <source>One step, undone with one {key}.</source>
        <translation>Um passo, anulado com {key} uma só vez.</translation>
    </message>
    <message>
        <source>One to two seconds; a random draw of at most 200 samples is looked at.</source>
        <translation>Um a dois segundos; vê-se um sorteio de 200 amostras no máximo.</translation>
    </message>
    <message>
        <source>Only an encrypted project has passphrases.</source>
        <translation>Só um projeto cifrado tem frases-passe.</translation>
    </message>
    <message>
        <source>Only an encrypted project takes its samples in.</source>
        <translation>Só um projeto cifrado recebe as amostras.</translation>
    </message>
    <message>
        <source>Only an encrypted project takes its samples in: encrypt it first.</source>
        <translation>Só um projeto cifrado guarda as amostras no interior: cifrá-lo primeiro.</translation>
    </message>
    <message>
        <source>Only ever said together with repeats answered differently.</source>
        <translation>Dito apenas em conjunto com repetições respondidas de outro modo.</translation>
    </message>
    <message>
        <source>Only for answers that are sets of classes (scale set).</source>
        <translation>Só para respostas que são conjuntos de classes (escala conjunto).</translation>
    </message>
    <message>
        <source>Only for single classes; these answers are sets.</source>
        <translation>Só para classes únicas; estas respostas são conjuntos.</translation>
    </message>
    <message>
        <source>Only for two annotators; {instead}.</source>
        <translation>Só para dois anotadores; {instead}.</translation>
    </message>
    <message>
        <source>Only mine</source>
        <translation>Só as minhas</translation>
    </message>
    <message>
        <source>Only samples that one annotator alone has answered.</source>
        <translation>Só amostras a que um único anotador respondeu.</translation>
    </message>
    <message>
        <source>Only spaces and empty lines differ.</source>
        <translation>Só diferem espaços e linhas vazias.</translation>
    </message>
    <message>
        <source>Only the owner of the project can have tags of DICOM files shown.</source>
        <translation>Só o dono do projeto pode mandar mostrar atributos dos ficheiros DICOM.</translation>
    </message>
    <message>
        <source>Only the text being labelled.</source>
        <translation>Só o texto a etiquetar.</translation>
    </message>
    <message>
        <source>Only this one</source>
        <translation>Só esta</translation>
    </message>
    <message>
        <source>Only this sample, not its near copies</source>
        <translation>Só esta amostra, sem as cópias próximas</translation>
    </message>
    <message numerus="yes">
        <source>Only this sample, not its {n} near copies</source>
        <comment>Only this sample, not its near copy</comment>
        <translation>
            <numerusform>Só esta amostra, não a sua cópia próxima</numerusform>
            <numerusform>Só esta amostra, não as suas {n} cópias próximas</numerusform>
        </translation>
    </message>
    <message>
        <source>Only you see these figures. They leave this computer only if you include them in an export.</source>
        <translation>Só o próprio vê estes valores. Saem deste computador apenas se forem incluídos numa exportação.</translation>
    </message>
    <message>
        <source>Only you see this page. Nothing on it leaves this computer unless you export it.</source>
        <translation>Esta página só é vista pelo próprio. Nada do que contém sai deste computador sem ser exportado.</translation>
    </message>
    <message>
        <source>Only your own labels are listed; those of others count as evidence.</source>
        <translation>Só se listam as próprias etiquetas; as dos outros contam como evidência.</translation>
    </message>
    <message>
        <source>Only your own labels are looked at.</source>
        <translation>Só se veem as próprias etiquetas.</translation>
    </message>
    <message>
        <source>Only {maker}, who made this project, can erase comments.</source>
        <translation>Só {maker}, que criou este projeto, pode apagar comentários.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>a list that folds</comment>
        <translation>Aberta</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abrir</translation>
    </message>
    <message>
        <source>open</source>
        <comment>a case</comment>
        <translation>aberto</translation>
    </message>
    <message>
        <source>Open a folder of images or texts. The program learns while you label and shows you next what it needs most.</source>
        <translation>Basta abrir uma pasta de imagens ou textos. O programa aprende enquanto se etiqueta e mostra a seguir o que mais lhe faz falta.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Abrir um projeto</translation>
    </message>
    <message>
        <source>Open a project or folder</source>
        <translation>Abrir projeto ou pasta</translation>
    </message>
    <message>
        <source>Open a project to choose how it learns: these settings belong to a project.</source>
        <translation>É preciso abrir um projeto para escolher como aprende: estas definições pertencem a um projeto.</translation>
    </message>
    <message>
        <source>Open a project to encrypt it, or choose it when you make a new one.</source>
        <translation>Para cifrar um projeto, abra-o, ou escolha cifrar ao criar um novo.</translation>
    </message>
    <message>
        <source>Open a project to see what its queue leaves out.</source>
        <translation>Abra um projeto para ver o que fica fora da fila.</translation>
    </message>
    <message>
        <source>Open it to look only, or wait.</source>
        <translation>Abri-lo só para ver, ou esperar.</translation>
    </message>
    <message>
        <source>Open on the Label page</source>
        <translation>Abrir na página Etiquetar</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Abrir a pasta</translation>
    </message>
    <message>
        <source>Open the folder of settings and log</source>
        <translation>Abrir a pasta das definições e do registo</translation>
    </message>
    <message>
        <source>Open the folder of the project file</source>
        <translation>Abrir a pasta do ficheiro de projeto</translation>
    </message>
    <message>
        <source>Open the guideline</source>
        <translation>Abrir o guia</translation>
    </message>
    <message>
        <source>Open the project</source>
        <translation>Abrir o projeto</translation>
    </message>
    <message>
        <source>Open to look only. Nothing can be changed.</source>
        <translation>Aberto só para ver. Nada pode ser alterado.</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Abrir {name}</translation>
    </message>
    <message>
        <source>Open: a tie, a conflict, or nobody was sure</source>
        <translation>Em aberto: um empate, um conflito, ou ninguém tinha a certeza</translation>
    </message>
    <message>
        <source>Opened by you</source>
        <translation>Aberta pelo anotador</translation>
    </message>
    <message>
        <source>Opened the project</source>
        <translation>Abriu o projeto</translation>
    </message>
    <message>
        <source>Opened.</source>
        <translation>Aberto.</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>A abrir</translation>
    </message>
    <message>
        <source>Opening this project takes {memory:,} MiB of free memory. Close other programs and try again.</source>
        <translation>Abrir este projeto precisa de {memory:,} MiB de memória livre. Fechar outros programas e tentar de novo.</translation>
    </message>
    <message>
        <source>Opens each file in a process of its own, which a hostile file can end but not leave. Counts from the next opening on.</source>
        <translation>Abre cada ficheiro num processo próprio, que um ficheiro hostil pode terminar mas não deixar. Vale a partir da próxima abertura.</translation>
    </message>
    <message>
        <source>or</source>
        <translation>ou</translation>
    </message>
    <message>
        <source>or</source>
        <comment>between the names of two classes</comment>
        <translation>ou</translation>
    </message>
    <message>
        <source>or</source>
        <comment>keys</comment>
        <translation>ou</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Ordem</translation>
    </message>
    <message>
        <source>order of the classes</source>
        <translation>ordem das classes</translation>
    </message>
    <message>
        <source>Ordinal: from the first class to the last. Agreement counts how far apart two answers are.</source>
        <translation>Ordinal: da primeira à última classe. A concordância tem em conta a distância entre duas respostas.</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Outro</translation>
    </message>
    <message>
        <source>Other causes</source>
        <translation>Outras causas</translation>
    </message>
    <message>
        <source>other fields</source>
        <translation>outros campos</translation>
    </message>
    <message>
        <source>Other files are counted and left out. Files that come into the folder later are found by themselves.</source>
        <translation>Outros ficheiros são contados e excluídos. Os que chegarem à pasta mais tarde são encontrados por si.</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Outra língua</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Outros</translation>
    </message>
    <message>
        <source>Out</source>
        <comment>zoom</comment>
        <translation>Afastar</translation>
    </message>
    <message>
        <source>Out of focus</source>
        <translation>Desfocada</translation>
    </message>
    <message>
        <source>over 99 %</source>
        <translation>mais de 99 %</translation>
    </message>
    <message>
        <source>over {share}</source>
        <translation>mais de {share}</translation>
    </message>
    <message>
        <source>Overall uncertainty</source>
        <translation>Incerteza global</translation>
    </message>
    <message>
        <source>Overlap and gold together can be {most:.0%} of the pool: the model needs the rest.</source>
        <translation>O conjunto comum e as respostas conhecidas podem ser juntos {most:.0%} do conjunto de amostras: o modelo precisa do resto.</translation>
    </message>
    <message>
        <source>Overlap samples</source>
        <translation>Amostras comuns</translation>
    </message>
    <message>
        <source>Overlap set</source>
        <translation>Conjunto comum</translation>
    </message>
    <message>
        <source>Own image model</source>
        <translation>Modelo de imagem próprio</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Proprietário</translation>
    </message>
    <message>
        <source>p {value:.3f}, below {threshold:g}</source>
        <translation>p {value:.3f}, abaixo de {threshold:g}</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>Ritmo</translation>
    </message>
    <message>
        <source>Pace of the newest session</source>
        <translation>Ritmo da sessão mais recente</translation>
    </message>
    <message>
        <source>Page {n} of {all}</source>
        <translation>Página {n} de {all}</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Pair by pair</source>
        <translation>Par a par</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase-passe</translation>
    </message>
    <message>
        <source>Passphrase of another annotator</source>
        <translation>Frase-passe de outro anotador</translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation>Frase-passe de {name}</translation>
    </message>
    <message>
        <source>Passphrases</source>
        <translation>Frases-passe</translation>
    </message>
    <message>
        <source>Passphrases cannot be changed now. {words}</source>
        <translation>Não é possível alterar agora as frases-passe. {words}</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PDF, codes for the names of people (*.pdf)</source>
        <translation>PDF, códigos em vez de nomes de pessoas (*.pdf)</translation>
    </message>
    <message>
        <source>peek</source>
        <translation>espreitar</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Pessoas</translation>
    </message>
    <message>
        <source>Per hour</source>
        <translation>Por hora</translation>
    </message>
    <message>
        <source>Percent agreement</source>
        <translation>Percentagem de concordância</translation>
    </message>
    <message>
        <source>Pictures of an encrypted project do not go to the clipboard. Export what is to leave it.</source>
        <translation>As imagens de um projeto cifrado não vão para a área de transferência. Exporte o que deve sair dele.</translation>
    </message>
    <message>
        <source>pictures within the file</source>
        <translation>imagens dentro do ficheiro</translation>
    </message>
    <message>
        <source>Pixels of {samples:,} samples of {bits:,} bits are not read here.</source>
        <translation>Píxeis de {samples:,} valores de {bits:,} bits não se leem aqui.</translation>
    </message>
    <message>
        <source>Plain text, ready to copy. It names only what was used in this project; check it before it goes out.</source>
        <translation>Texto simples, pronto a copiar. Refere só o que foi usado neste projeto; deve ser verificado antes de sair.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plano</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Previsto</translation>
    </message>
    <message>
        <source>Planned samples</source>
        <translation>Amostras previstas</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>Planeamento</translation>
    </message>
    <message>
        <source>points</source>
        <translation>pontos</translation>
    </message>
    <message>
        <source>Points that 100 labels must bring</source>
        <translation>Pontos que 100 etiquetas devem trazer</translation>
    </message>
    <message>
        <source>polygons</source>
        <translation>polígonos</translation>
    </message>
    <message>
        <source>polygons and masks</source>
        <translation>polígonos e máscaras</translation>
    </message>
    <message>
        <source>Pool and junk</source>
        <translation>Conjunto e lixo</translation>
    </message>
    <message>
        <source>Precision in points</source>
        <translation>Precisão em pontos</translation>
    </message>
    <message>
        <source>Predicted change of F</source>
        <translation>Mudança prevista de F</translation>
    </message>
    <message>
        <source>Predictions to come</source>
        <translation>Previsões por vir</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Prima a nova tecla</translation>
    </message>
    <message>
        <source>press the new key</source>
        <translation>prima a nova tecla</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Fotograma anterior</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>Região anterior</translation>
    </message>
    <message>
        <source>Printed name</source>
        <translation>Nome por extenso</translation>
    </message>
    <message>
        <source>Privacy and lock</source>
        <translation>Privacidade e bloqueio</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Probabilidades</translation>
    </message>
    <message>
        <source>Probabilities were calibrated by temperature scaling (Guo 2017) on held-out labels. Calibration error is ECE = Σ w_b·abs(right_b − said_b), w_b the share of group b, over {bins} groups of equal size ({n:,} labels held out; Naeini 2015), as counted {error} points, {chance} of them expected by chance (Bröcker and Smith 2007).</source>
        <translation>As probabilidades foram calibradas por escala de temperatura (Guo 2017) em etiquetas reservadas. O erro de calibração é ECE = Σ w_b·abs(certo_b − dito_b), w_b a parte do grupo b, sobre {bins} grupos de igual tamanho ({n:,} etiquetas reservadas; Naeini 2015), como contado {error} pontos, {chance} deles esperados por acaso (Bröcker e Smith 2007).</translation>
    </message>
    <message>
        <source>Probability that the model says</source>
        <translation>Probabilidade indicada pelo modelo</translation>
    </message>
    <message>
        <source>Prodigy</source>
        <translation>Prodigy</translation>
    </message>
    <message>
        <source>Prodigy (JSON Lines)</source>
        <translation>Prodigy (linhas JSON)</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
    <message>
        <source>Progress page</source>
        <translation>Página Progresso</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projeto</translation>
    </message>
    <message>
        <source>Project (*.dal)</source>
        <translation>Projeto (*.dal)</translation>
    </message>
    <message>
        <source>Project and protocol</source>
        <translation>Projeto e protocolo</translation>
    </message>
    <message>
        <source>Project encryption</source>
        <translation>Cifra do projeto</translation>
    </message>
    <message>
        <source>Project file</source>
        <translation>Ficheiro de projeto</translation>
    </message>
    <message>
        <source>Project menu</source>
        <translation>Menu do projeto</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projetos</translation>
    </message>
    <message>
        <source>Projects (*.dal)</source>
        <translation>Projetos (*.dal)</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protocolo</translation>
    </message>
    <message>
        <source>Protocol files (*.md *.markdown *.txt)</source>
        <translation>Ficheiros de protocolo (*.md *.markdown *.txt)</translation>
    </message>
    <message>
        <source>protocol of {day}</source>
        <translation>protocolo de {day}</translation>
    </message>
    <message>
        <source>Protocol page</source>
        <translation>Página Protocolo</translation>
    </message>
    <message>
        <source>pushes away</source>
        <translation>afasta</translation>
    </message>
    <message>
        <source>pushes towards {name}</source>
        <translation>puxa para {name}</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Repor</translation>
    </message>
    <message>
        <source>Put back into the queue</source>
        <translation>Repor na fila</translation>
    </message>
    <message>
        <source>Put back into the queue</source>
        <comment>what happened</comment>
        <translation>Voltou a pôr na fila</translation>
    </message>
    <message>
        <source>Put back into the queue.</source>
        <translation>De volta à fila.</translation>
    </message>
    <message>
        <source>Put off twice already. From now on only the timer says so.</source>
        <translation>Já foi adiada duas vezes. A partir de agora só o temporizador o diz.</translation>
    </message>
    <message>
        <source>Putting in place</source>
        <translation>A pôr no lugar</translation>
    </message>
    <message>
        <source>Queue reordered. Your next 2 did not move.</source>
        <translation>Fila reordenada. As 2 seguintes não mudaram.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Random forest</source>
        <translation>Floresta aleatória</translation>
    </message>
    <message>
        <source>rankings</source>
        <translation>ordenações</translation>
    </message>
    <message>
        <source>Rare classes make the interval wider.</source>
        <translation>As classes raras alargam o intervalo.</translation>
    </message>
    <message>
        <source>ratings</source>
        <translation>classificações</translation>
    </message>
    <message>
        <source>raw data, or how images lie to each other</source>
        <translation>dados em bruto, ou a posição de umas imagens em relação a outras</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>Atingido</translation>
    </message>
    <message>
        <source>Reaching the goal</source>
        <translation>Chegar ao objetivo</translation>
    </message>
    <message>
        <source>Reaching the {share} goal</source>
        <translation>Chegar ao objetivo de {share}</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>A ler o ficheiro</translation>
    </message>
    <message>
        <source>Reading the folder</source>
        <translation>A ler a pasta</translation>
    </message>
    <message>
        <source>Reading the image</source>
        <translation>A ler a imagem</translation>
    </message>
    <message>
        <source>Reading the labelled samples</source>
        <translation>A ler as amostras etiquetadas</translation>
    </message>
    <message>
        <source>Reading the labels</source>
        <translation>A ler as etiquetas</translation>
    </message>
    <message>
        <source>Reading the log</source>
        <translation>A ler o registo</translation>
    </message>
    <message>
        <source>Reading the sample</source>
        <translation>A ler a amostra</translation>
    </message>
    <message>
        <source>Reading the samples</source>
        <translation>A ler as amostras</translation>
    </message>
    <message>
        <source>Reading the text</source>
        <translation>A ler o texto</translation>
    </message>
    <message>
        <source>Reading the texts, {percent:.0f} %</source>
        <translation>A ler os textos, {percent:.0f} %</translation>
    </message>
    <message>
        <source>Ready next</source>
        <translation>A seguir</translation>
    </message>
    <message>
        <source>Ready to learn</source>
        <translation>Pronto a aprender</translation>
    </message>
    <message>
        <source>Ready when you are.</source>
        <translation>Quando quiser.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Razão</translation>
    </message>
    <message>
        <source>reason for a change</source>
        <translation>razão de uma alteração</translation>
    </message>
    <message>
        <source>Reason in your own words</source>
        <translation>Razão por palavras próprias</translation>
    </message>
    <message>
        <source>Reason {n}</source>
        <translation>Razão {n}</translation>
    </message>
    <message>
        <source>Reason, kept with the decision</source>
        <translation>Razão, guardada com a decisão</translation>
    </message>
    <message>
        <source>reasons</source>
        <translation>razões</translation>
    </message>
    <message>
        <source>Reasons for “not worth labelling”</source>
        <translation>Razões para “não vale a pena etiquetar”</translation>
    </message>
    <message>
        <source>Reasons for “not worth labelling” ({n})</source>
        <translation>Razões para “não vale a pena etiquetar” ({n})</translation>
    </message>
    <message>
        <source>Reasons in full</source>
        <translation>Razões por extenso</translation>
    </message>
    <message>
        <source>reasons of changes</source>
        <translation>razões das alterações</translation>
    </message>
    <message>
        <source>Recall test (BUSCAR)</source>
        <translation>Teste de recuperação (BUSCAR)</translation>
    </message>
    <message>
        <source>Recall: {why}</source>
        <translation>Sensibilidade: {why}</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Projetos recentes</translation>
    </message>
    <message>
        <source>Recent reasons</source>
        <translation>Razões recentes</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Recomendada</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Registo</translation>
    </message>
    <message>
        <source>Recorded by a later version of the program ({kind})</source>
        <translation>Registado por uma versão posterior do programa ({kind})</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Registos</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>Red-weak</source>
        <translation>Vermelho fraco</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Refazer</translation>
    </message>
    <message>
        <source>Redone</source>
        <translation>Refeito</translation>
    </message>
    <message>
        <source>Redone: {answer} for {title}.</source>
        <translation>Refeito: {answer} para {title}.</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Reduzir movimento</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referências</translation>
    </message>
    <message>
        <source>relations</source>
        <translation>relações</translation>
    </message>
    <message>
        <source>Reliability by group</source>
        <translation>Fiabilidade por grupo</translation>
    </message>
    <message>
        <source>Reliability diagram</source>
        <translation>Diagrama de fiabilidade</translation>
    </message>
    <message>
        <source>Reliability, as a table</source>
        <translation>Fiabilidade, como tabela</translation>
    </message>
    <message>
        <source>Reliable: the whole range is above {mark:.2f}</source>
        <translation>Fiável: todo o intervalo está acima de {mark:.2f}</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Observação</translation>
    </message>
    <message>
        <source>Remarks on the file</source>
        <translation>Observações sobre o ficheiro</translation>
    </message>
    <message>
        <source>Remarks on the guideline</source>
        <translation>Observações sobre o guia</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove class {number}</source>
        <translation>Remover a classe {number}</translation>
    </message>
    <message>
        <source>Remove encryption</source>
        <translation>Remover a cifra</translation>
    </message>
    <message>
        <source>Remove from this list, files stay</source>
        <translation>Remover desta lista, os ficheiros ficam</translation>
    </message>
    <message>
        <source>remove from this list, files stay</source>
        <translation>remover desta lista, os ficheiros ficam</translation>
    </message>
    <message>
        <source>Remove the draft</source>
        <translation>Remover o rascunho</translation>
    </message>
    <message>
        <source>Remove the encryption</source>
        <translation>Remover a cifra</translation>
    </message>
    <message>
        <source>Remove the passphrase of {name}</source>
        <translation>Remover a frase-passe de {name}</translation>
    </message>
    <message>
        <source>Remove the recovery code</source>
        <translation>Remover o código de recuperação</translation>
    </message>
    <message>
        <source>Remove this class</source>
        <translation>Remover esta classe</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>retirado</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>A remover</translation>
    </message>
    <message>
        <source>Removing the recovery code</source>
        <translation>A remover o código de recuperação</translation>
    </message>
    <message>
        <source>Renamed class {name} to {new}</source>
        <translation>Mudou o nome da classe {name} para {new}</translation>
    </message>
    <message>
        <source>renaming {name}</source>
        <translation>mudar o nome de {name}</translation>
    </message>
    <message>
        <source>Repeats answered differently</source>
        <translation>Repetições respondidas de outra forma</translation>
    </message>
    <message>
        <source>Repeats same</source>
        <translation>Repetições iguais</translation>
    </message>
    <message>
        <source>Repeats: {words}</source>
        <translation>Repetições: {words}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <source>Representative</source>
        <translation>Representativa</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Repor</translation>
    </message>
    <message>
        <source>Reset the passphrase of {name}</source>
        <translation>Repor a frase-passe de {name}</translation>
    </message>
    <message>
        <source>Resetting</source>
        <translation>A repor</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Repor uma cópia de segurança</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>Repor esta cópia</translation>
    </message>
    <message>
        <source>Restoring. The project opens when it is done.</source>
        <translation>A repor. O projeto abre quando terminar.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>results</source>
        <translation>resultados</translation>
    </message>
    <message>
        <source>Results of adjudication</source>
        <translation>Resultados da adjudicação</translation>
    </message>
    <message>
        <source>results of other kinds</source>
        <translation>resultados de outros tipos</translation>
    </message>
    <message>
        <source>Retire: no longer offer it</source>
        <translation>Retirar: deixar de a oferecer</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>retirada</translation>
    </message>
    <message>
        <source>Retired class {name}</source>
        <translation>Retirou de uso a classe {name}</translation>
    </message>
    <message>
        <source>retiring {name}</source>
        <translation>retirar {name} de uso</translation>
    </message>
    <message>
        <source>Return</source>
        <comment>key</comment>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Review of 100 labels</source>
        <translation>Revisão de 100 etiquetas</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>revisto</translation>
    </message>
    <message>
        <source>Reviewed by me</source>
        <translation>Revisto por mim</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Certas</translation>
    </message>
    <message>
        <source>Right</source>
        <comment>key</comment>
        <translation>Direita</translation>
    </message>
    <message>
        <source>Right</source>
        <comment>share of right answers</comment>
        <translation>Certas</translation>
    </message>
    <message>
        <source>right</source>
        <translation>certas</translation>
    </message>
    <message numerus="yes">
        <source>Right or wrong is known of {n:,} suggestions, from decisions and known answers. What annotators agree on is not taken for the truth: suggestions may have made them agree. Decisions are made mostly where annotators differ, so these samples are harder than others.</source>
        <comment>Right or wrong is known of {n:,} suggestion, from decisions and known answers. What annotators agree on is not taken for the truth: suggestions may have made them agree. Decisions are made mostly where annotators differ, so these samples are harder than others.</comment>
        <translation>
            <numerusform>Sabe-se se está certa ou errada {n:,} sugestão, por decisões e respostas conhecidas. Aquilo em que os anotadores concordam não é tomado por verdade: as sugestões podem tê-los levado a concordar. As decisões são feitas sobretudo onde os anotadores diferem, pelo que estas amostras são mais difíceis do que as outras.</numerusform>
            <numerusform>Sabe-se se estão certas ou erradas {n:,} sugestões, por decisões e respostas conhecidas. Aquilo em que os anotadores concordam não é tomado por verdade: as sugestões podem tê-los levado a concordar. As decisões são feitas sobretudo onde os anotadores diferem, pelo que estas amostras são mais difíceis do que as outras.</numerusform>
        </translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Papel</translation>
    </message>
    <message>
        <source>Row in line {line}</source>
        <translation>Linha {line} da tabela</translation>
    </message>
    <message>
        <source>Row {row} has no text.</source>
        <translation>A linha {row} não tem texto.</translation>
    </message>
    <message>
        <source>Row {row} is broken: {reason}</source>
        <translation>A linha {row} está danificada: {reason}</translation>
    </message>
    <message>
        <source>Row {row} is too large: {size:,.0f} MiB, more than {most}.</source>
        <translation>A linha {row} é demasiado grande: {size:,.0f} MiB, mais de {most}.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Linhas</translation>
    </message>
    <message>
        <source>Rows that cannot be read</source>
        <translation>Linhas que não podem ser lidas</translation>
    </message>
    <message>
        <source>Rows that stay out</source>
        <translation>Linhas que ficam de fora</translation>
    </message>
    <message>
        <source>Rows: {first}. Columns: {second}. Number of samples.</source>
        <translation>Linhas: {first}. Colunas: {second}. Número de amostras.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regra</translation>
    </message>
    <message>
        <source>rule {number}</source>
        <translation>regra {number}</translation>
    </message>
    <message>
        <source>Runs from its source</source>
        <translation>Executado a partir do código-fonte</translation>
    </message>
    <message>
        <source>Said once when it is reached; nothing stops.</source>
        <translation>Dito uma vez quando é atingido; nada para.</translation>
    </message>
    <message>
        <source>same</source>
        <comment>answer</comment>
        <translation>a mesma</translation>
    </message>
    <message>
        <source>Same answer</source>
        <translation>Mesma resposta</translation>
    </message>
    <message>
        <source>same answer</source>
        <translation>mesma resposta</translation>
    </message>
    <message>
        <source>Same answer, any two</source>
        <translation>Mesma resposta, dois a dois</translation>
    </message>
    <message>
        <source>Same answer: {count:,}</source>
        <translation>Mesma resposta: {count:,}</translation>
    </message>
    <message>
        <source>Same as {moment}</source>
        <translation>Como {moment}</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Amostra</translation>
    </message>
    <message>
        <source>Sample folder</source>
        <translation>Pasta das amostras</translation>
    </message>
    <message>
        <source>Sample text size</source>
        <translation>Tamanho do texto das amostras</translation>
    </message>
    <message>
        <source>Sample tools</source>
        <translation>Ferramentas da amostra</translation>
    </message>
    <message>
        <source>Sample {name}, image</source>
        <translation>Amostra {name}, imagem</translation>
    </message>
    <message>
        <source>Sample {name}, text</source>
        <translation>Amostra {name}, texto</translation>
    </message>
    <message>
        <source>Sample {name}.</source>
        <translation>Amostra {name}.</translation>
    </message>
    <message>
        <source>sample {n} of the list: it names no file of a sample folder.</source>
        <translation>amostra {n} da lista: não refere nenhum ficheiro de uma pasta de amostras.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Amostras</translation>
    </message>
    <message>
        <source>Samples annotated</source>
        <translation>Amostras anotadas</translation>
    </message>
    <message>
        <source>Samples are compared only where suggestions are shown, and withheld from some of the samples by lot.</source>
        <translation>As amostras só são comparadas onde as sugestões são mostradas e retidas, por sorteio, em algumas das amostras.</translation>
    </message>
    <message>
        <source>samples as a copy for an annotator</source>
        <translation>amostras como cópia para um anotador</translation>
    </message>
    <message>
        <source>Samples in the end</source>
        <translation>Amostras no fim</translation>
    </message>
    <message>
        <source>Samples in the pool</source>
        <translation>Amostras no conjunto</translation>
    </message>
    <message>
        <source>Samples of all folders go into one pool.</source>
        <translation>As amostras de todas as pastas vão para um só conjunto.</translation>
    </message>
    <message>
        <source>Samples page</source>
        <translation>Página Amostras</translation>
    </message>
    <message>
        <source>Samples shared</source>
        <translation>Amostras comuns</translation>
    </message>
    <message>
        <source>Samples shown twice</source>
        <translation>Amostras mostradas duas vezes</translation>
    </message>
    <message>
        <source>Samples shown twice that got the same answer both times</source>
        <translation>Amostras mostradas duas vezes com a mesma resposta em ambas</translation>
    </message>
    <message>
        <source>Samples that look alike, and of which the model is sure. Labelling goes on.</source>
        <translation>Amostras parecidas, das quais o modelo tem certeza. A etiquetagem continua.</translation>
    </message>
    <message>
        <source>Samples were chosen by active learning, with the query strategy {strategies} and the model “{model}” on fixed features{features}.</source>
        <translation>As amostras foram escolhidas por aprendizagem ativa, com a estratégia {strategies} e o modelo “{model}” sobre características fixas{features}.</translation>
    </message>
    <message>
        <source>Samples were not yet looked at for junk and near copies: that happens when the project is open in the window for a while.</source>
        <translation>Ainda não se procuraram lixo e cópias próximas nas amostras: isso acontece quando o projeto está aberto na janela por algum tempo.</translation>
    </message>
    <message>
        <source>samples whose answers need a decision</source>
        <translation>amostras cujas respostas precisam de uma decisão</translation>
    </message>
    <message>
        <source>samples with a decision in force</source>
        <translation>amostras com uma decisão em vigor</translation>
    </message>
    <message>
        <source>Samples with a part masked</source>
        <translation>Amostras com uma parte mascarada</translation>
    </message>
    <message>
        <source>Samples with their suggestion on screen beside samples where it was withheld by lot.</source>
        <translation>Amostras com a sugestão no ecrã, ao lado de amostras em que foi ocultada por sorteio.</translation>
    </message>
    <message>
        <source>samples without a label</source>
        <translation>amostras sem etiqueta</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>sáb.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save a report</source>
        <translation>Guardar um relatório</translation>
    </message>
    <message>
        <source>Save a support file</source>
        <translation>Guardar um ficheiro de apoio</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Guardar como CSV</translation>
    </message>
    <message>
        <source>Save CSV</source>
        <translation>Guardar CSV</translation>
    </message>
    <message>
        <source>Save head...</source>
        <translation>Guardar cabeça...</translation>
    </message>
    <message>
        <source>Save my sessions</source>
        <translation>Guardar as minhas sessões</translation>
    </message>
    <message>
        <source>Save the agreement</source>
        <translation>Guardar a concordância</translation>
    </message>
    <message>
        <source>Save the head of the log</source>
        <translation>Guardar a cabeça do registo</translation>
    </message>
    <message>
        <source>Save the learning curve</source>
        <translation>Guardar a curva de aprendizagem</translation>
    </message>
    <message>
        <source>Save the study protocol</source>
        <translation>Guardar o protocolo do estudo</translation>
    </message>
    <message>
        <source>Save the study protocol...</source>
        <translation>Guardar o protocolo do estudo...</translation>
    </message>
    <message>
        <source>Save the support file</source>
        <translation>Guardar o ficheiro de apoio</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Guardar...</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>A guardar</translation>
    </message>
    <message>
        <source>Say what it is before you see what the others said. Your answer is kept with the decision and counts no more than theirs.</source>
        <translation>Diga o que é antes de ver o que os outros disseram. A resposta própria é guardada com a decisão e não conta mais do que as deles.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Escala</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>escala</translation>
    </message>
    <message>
        <source>Scale of the classes</source>
        <translation>Escala das classes</translation>
    </message>
    <message>
        <source>Scott's pi</source>
        <translation>Pi de Scott</translation>
    </message>
    <message>
        <source>Screen reader announces</source>
        <translation>O leitor de ecrã anuncia</translation>
    </message>
    <message>
        <source>Search and filters</source>
        <translation>Procura e filtros</translation>
    </message>
    <message>
        <source>Searching the texts</source>
        <translation>A procurar nos textos</translation>
    </message>
    <message>
        <source>Second choice:</source>
        <translation>Segunda escolha:</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>Segundo olhar</translation>
    </message>
    <message>
        <source>Second strategy</source>
        <translation>Segunda estratégia</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Segundos</translation>
    </message>
    <message>
        <source>Seconds and key presses of a label, by how it was given</source>
        <translation>Segundos e teclas premidas por etiqueta, segundo o modo como foi dada</translation>
    </message>
    <message>
        <source>Seconds are geometric means here, under Effort medians.</source>
        <translation>Aqui os segundos são médias geométricas, em Esforço são medianas.</translation>
    </message>
    <message>
        <source>Seconds are the median of those worked on a sample, key presses the mean; letters typed to find a class count too, and a key held with another one is one press. Labels taken back are counted: they were work as well.</source>
        <translation>Os segundos são a mediana do tempo de trabalho numa amostra, as teclas premidas a média; as letras escritas para encontrar uma classe também contam, e uma tecla mantida com outra é uma só. As etiquetas retiradas são contadas: também foram trabalho.</translation>
    </message>
    <message>
        <source>Seconds for each image over minutes of active time, newest session</source>
        <translation>Segundos por imagem ao longo dos minutos de tempo ativo, sessão mais recente</translation>
    </message>
    <message>
        <source>Seconds for each text over minutes of active time, newest session</source>
        <translation>Segundos por texto ao longo dos minutos de tempo ativo, sessão mais recente</translation>
    </message>
    <message>
        <source>Seconds for each {kind}</source>
        <translation>Segundos por {kind}</translation>
    </message>
    <message>
        <source>Seconds per label</source>
        <translation>Segundos por etiqueta</translation>
    </message>
    <message>
        <source>seconds per label</source>
        <translation>segundos por etiqueta</translation>
    </message>
    <message>
        <source>Seconds: {values}</source>
        <translation>Segundos: {values}</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Secções</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Segurança</translation>
    </message>
    <message>
        <source>see fleiss_kappa</source>
        <translation>ver fleiss_kappa</translation>
    </message>
    <message>
        <source>see its package</source>
        <translation>ver o respetivo pacote</translation>
    </message>
    <message>
        <source>see light_kappa and the pairs</source>
        <translation>ver light_kappa e os pares</translation>
    </message>
    <message>
        <source>See the files</source>
        <translation>Ver os ficheiros</translation>
    </message>
    <message numerus="yes">
        <source>See the {n:,} files</source>
        <comment>See the file</comment>
        <translation>
            <numerusform>Ver o ficheiro</numerusform>
            <numerusform>Ver os {n:,} ficheiros</numerusform>
        </translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semente</translation>
    </message>
    <message>
        <source>Seed of the draws</source>
        <translation>Semente dos sorteios</translation>
    </message>
    <message>
        <source>selection</source>
        <translation>seleção</translation>
    </message>
    <message>
        <source>Self-consistency</source>
        <translation>Coerência própria</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensibilidade</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>set.</translation>
    </message>
    <message>
        <source>September</source>
        <translation>setembro</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Postas de parte</translation>
    </message>
    <message>
        <source>Set aside for how they look</source>
        <translation>Postas de parte pelo aspeto</translation>
    </message>
    <message>
        <source>Set aside, then put back by hand</source>
        <translation>Postas de parte e depois repostas à mão</translation>
    </message>
    <message>
        <source>Set aside: {cause}</source>
        <translation>Postas de parte: {cause}</translation>
    </message>
    <message>
        <source>Set it and open</source>
        <translation>Definir e abrir</translation>
    </message>
    <message>
        <source>Set the design of the study</source>
        <translation>Definiu o desenho do estudo</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>Definições (Ctrl+,)</translation>
    </message>
    <message>
        <source>Settings and log</source>
        <translation>Definições e registo</translation>
    </message>
    <message>
        <source>Seven</source>
        <translation>Sete</translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation>Várias de uma vez</translation>
    </message>
    <message>
        <source>Several names could mean the sample {sample}.</source>
        <translation>Vários nomes podem designar a amostra {sample}.</translation>
    </message>
    <message>
        <source>Several samples have this text.</source>
        <translation>Várias amostras têm este texto.</translation>
    </message>
    <message>
        <source>Several seconds for 100,000 samples.</source>
        <translation>Vários segundos para 100 000 amostras.</translation>
    </message>
    <message>
        <source>SHA-256 of the design, as kept in the log: {hash}.</source>
        <translation>SHA-256 do desenho, tal como está no registo: {hash}.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Share as a file</source>
        <translation>Partilhar como ficheiro</translation>
    </message>
    <message>
        <source>share of its longer lines that many other texts have</source>
        <translation>parte das suas linhas mais longas que muitos outros textos têm</translation>
    </message>
    <message>
        <source>Share of the pool</source>
        <translation>Parte do conjunto</translation>
    </message>
    <message>
        <source>Share of the rarest class</source>
        <translation>Percentagem da classe mais rara</translation>
    </message>
    <message>
        <source>share of the usual language's short words, or 1 where the language is not clearly another</source>
        <translation>parte das palavras curtas da língua habitual, ou 1 onde a língua não é claramente outra</translation>
    </message>
    <message>
        <source>Share right, with its 95 % interval, of samples of like probability ({n} groups of equal size).</source>
        <translation>Parte certa, com o seu intervalo de 95 %, de amostras de probabilidade semelhante ({n} grupos de igual tamanho).</translation>
    </message>
    <message>
        <source>Share the protocol as a file</source>
        <translation>Partilhar o protocolo como ficheiro</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Partilhadas</translation>
    </message>
    <message>
        <source>sharpness of the sharpest edges, 0 to 1</source>
        <translation>nitidez dos contornos mais nítidos, 0 a 1</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Curto</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Atalhos</translation>
    </message>
    <message>
        <source>shorter side as a share of the usual one; from 64 pixels on never</source>
        <translation>lado menor como parte do habitual; a partir de 64 píxeis nunca</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar tudo</translation>
    </message>
    <message>
        <source>Show all samples</source>
        <translation>Mostrar todas as amostras</translation>
    </message>
    <message>
        <source>Show all that are left out: {title}</source>
        <translation>Mostrar tudo o que fica de fora: {title}</translation>
    </message>
    <message>
        <source>Show as curve</source>
        <translation>Mostrar como curva</translation>
    </message>
    <message>
        <source>Show as diagram</source>
        <translation>Mostrar como diagrama</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Mostrar como tabela</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Mostrar tudo</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation>Mostrar de novo</translation>
    </message>
    <message numerus="yes">
        <source>Show me the last {n} images once more later</source>
        <comment>Show me the last image once more later</comment>
        <translation>
            <numerusform>Mostrar mais tarde de novo a última imagem</numerusform>
            <numerusform>Mostrar mais tarde de novo as últimas {n} imagens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show me the last {n} texts once more later</source>
        <comment>Show me the last text once more later</comment>
        <translation>
            <numerusform>Mostrar mais tarde de novo o último texto</numerusform>
            <numerusform>Mostrar mais tarde de novo os últimos {n} textos</numerusform>
        </translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mostrar mais</translation>
    </message>
    <message>
        <source>Show or hide the history</source>
        <translation>Mostrar ou ocultar o histórico</translation>
    </message>
    <message>
        <source>Show reliability as table</source>
        <translation>Mostrar fiabilidade como tabela</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Mostrar a frase-passe</translation>
    </message>
    <message>
        <source>Show the suggestion</source>
        <translation>Mostrar a sugestão</translation>
    </message>
    <message>
        <source>Show them again</source>
        <translation>Mostrá-las de novo</translation>
    </message>
    <message>
        <source>Show where it is</source>
        <translation>Indicar onde está</translation>
    </message>
    <message>
        <source>Show where they are</source>
        <translation>Indicar onde estão</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Mostrada</translation>
    </message>
    <message>
        <source>Shown twice</source>
        <translation>Mostradas duas vezes</translation>
    </message>
    <message>
        <source>Side file</source>
        <translation>Ficheiro auxiliar</translation>
    </message>
    <message>
        <source>Side file, {size}</source>
        <translation>Ficheiro auxiliar, {size}</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Assinar</translation>
    </message>
    <message>
        <source>Sign off answers</source>
        <translation>Assinar respostas</translation>
    </message>
    <message>
        <source>Sign off...</source>
        <translation>Assinar...</translation>
    </message>
    <message>
        <source>Sign-offs</source>
        <translation>Assinaturas</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Assinaturas</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Assinado por</translation>
    </message>
    <message numerus="yes">
        <source>Signed {n:,} samples: {meaning}</source>
        <comment>Signed {n:,} sample: {meaning}</comment>
        <translation>
            <numerusform>Assinou {n:,} amostra: {meaning}</numerusform>
            <numerusform>Assinou {n:,} amostras: {meaning}</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed. Save the head now and keep it elsewhere.</source>
        <translation>Assinado. Guarde agora a cabeça e conserve-a noutro lugar.</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>Sinais</translation>
    </message>
    <message>
        <source>signs of data or damage as a multiple of what a text can have</source>
        <translation>sinais de dados ou danos em múltiplos do que um texto pode ter</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>Individual</translation>
    </message>
    <message>
        <source>Single</source>
        <comment>review</comment>
        <translation>Rever</translation>
    </message>
    <message>
        <source>Single keys are off while you type in a field. Esc leaves it.</source>
        <translation>As teclas simples estão desligadas enquanto se escreve num campo. Esc sai dele.</translation>
    </message>
    <message>
        <source>Single review</source>
        <translation>Revisão individual</translation>
    </message>
    <message>
        <source>Six</source>
        <translation>Seis</translation>
    </message>
    <message>
        <source>Sixty decision trees vote; finds crooked borders, needs more labels.</source>
        <translation>Sessenta árvores de decisão votam; encontra fronteiras tortuosas, precisa de mais etiquetas.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Tamanho de tudo</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Saltar</translation>
    </message>
    <message>
        <source>Slower than usual</source>
        <translation>Mais lento do que o habitual</translation>
    </message>
    <message>
        <source>Slower: from {first:.1f} to {last:.1f} s per {kind}.</source>
        <translation>Mais lento: de {first:.1f} para {last:.1f} s por {kind}.</translation>
    </message>
    <message>
        <source>Small margins, spread out</source>
        <translation>Margens pequenas, dispersas</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texto menor</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Menores primeiro</translation>
    </message>
    <message>
        <source>Smallest margin</source>
        <translation>Menor margem</translation>
    </message>
    <message>
        <source>So many of the samples that were accepted together, drawn by lot, come once more later, without a sign.</source>
        <translation>Esta parte das amostras aceites em conjunto, tirada à sorte, volta mais tarde, sem sinal.</translation>
    </message>
    <message>
        <source>Solid: the fitted power law.</source>
        <translation>A cheio: a lei de potência ajustada.</translation>
    </message>
    <message>
        <source>Some samples come twice; how often you give the same answer.</source>
        <translation>Algumas amostras vêm duas vezes; com que frequência a resposta é a mesma.</translation>
    </message>
    <message>
        <source>Some seconds for 100,000 samples and a thousand labels.</source>
        <translation>Alguns segundos para 100 000 amostras e mil etiquetas.</translation>
    </message>
    <message>
        <source>Some seconds: five models are fitted.</source>
        <translation>Alguns segundos: ajustam-se cinco modelos.</translation>
    </message>
    <message>
        <source>something that is not known here</source>
        <translation>algo que aqui não se conhece</translation>
    </message>
    <message>
        <source>Something was overlooked</source>
        <translation>Algo passou despercebido</translation>
    </message>
    <message>
        <source>Something was recorded meanwhile. Look at it and sign again.</source>
        <translation>Entretanto algo foi registado. Veja o que foi e assine de novo.</translation>
    </message>
    <message>
        <source>Sorted by answer</source>
        <translation>Ordem por resposta</translation>
    </message>
    <message>
        <source>Sorted by name</source>
        <translation>Ordem por nome</translation>
    </message>
    <message>
        <source>Space</source>
        <comment>key</comment>
        <translation>Espaço</translation>
    </message>
    <message>
        <source>spans</source>
        <translation>trechos</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>Especificidade</translation>
    </message>
    <message>
        <source>Spent so far</source>
        <translation>Gasto até agora</translation>
    </message>
    <message>
        <source>spread over the image</source>
        <translation>espalhado pela imagem</translation>
    </message>
    <message>
        <source>Stability of the predictions was Cohen's kappa between successive models on a fixed stop set, mean of the last three, threshold 0.99 (Bloodgood and Vijay-Shanker 2009).</source>
        <translation>A estabilidade das previsões foi o kappa de Cohen entre modelos sucessivos num conjunto de paragem fixo, média dos três últimos, limiar 0,99 (Bloodgood e Vijay-Shanker 2009).</translation>
    </message>
    <message>
        <source>Stabilizing predictions</source>
        <translation>Previsões estabilizadas</translation>
    </message>
    <message>
        <source>Stands: nothing that was signed has changed.</source>
        <translation>Válida: nada do que foi assinado mudou.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>A iniciar</translation>
    </message>
    <message>
        <source>Starts with typical samples, then asks where two classes are close and what stands for many others.</source>
        <translation>Começa por amostras típicas, depois pergunta onde duas classes estão próximas e o que representa muitas outras.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Stay as they are.</source>
        <translation>Ficam como estão.</translation>
    </message>
    <message>
        <source>Stay those of the program.</source>
        <translation>Continuam as do programa.</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>fica</translation>
    </message>
    <message>
        <source>stays (not in the file)</source>
        <translation>fica (não está no ficheiro)</translation>
    </message>
    <message>
        <source>Stays as it is: the file holds none.</source>
        <translation>Fica como está: o ficheiro não contém nenhum.</translation>
    </message>
    <message>
        <source>Stays as it is: the file holds the same.</source>
        <translation>Fica como está: o ficheiro contém o mesmo.</translation>
    </message>
    <message>
        <source>Stays nominal: the classes have no order.</source>
        <translation>Continua nominal: as classes não têm ordem.</translation>
    </message>
    <message>
        <source>Stays ordinal: the classes have an order.</source>
        <translation>Continua ordinal: as classes têm uma ordem.</translation>
    </message>
    <message>
        <source>Step {number}, {name}</source>
        <translation>Passo {number}, {name}</translation>
    </message>
    <message>
        <source>Step {number}, {name}, done</source>
        <translation>Passo {number}, {name}, concluído</translation>
    </message>
    <message>
        <source>Step {number}, {name}, this step</source>
        <translation>Passo {number}, {name}, este passo</translation>
    </message>
    <message>
        <source>Step {n} of {m}.</source>
        <translation>Passo {n} de {m}.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Passos</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop at a goal of</source>
        <translation>Parar num objetivo de</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>Parar de procurar</translation>
    </message>
    <message>
        <source>Stop when 100 labels bring less than</source>
        <translation>Parar quando 100 etiquetas trazem menos de</translation>
    </message>
    <message>
        <source>Stop when labels cost more than the errors they prevent</source>
        <translation>Parar quando as etiquetas custam mais do que os erros que evitam</translation>
    </message>
    <message>
        <source>Stop when the next point costs more than</source>
        <translation>Parar quando o ponto seguinte custa mais de</translation>
    </message>
    <message>
        <source>Stopping criteria</source>
        <translation>Critérios de paragem</translation>
    </message>
    <message>
        <source>Storage and support</source>
        <translation>Ficheiros e apoio</translation>
    </message>
    <message>
        <source>Straight borders that look only at the samples next to them.</source>
        <translation>Fronteiras retas que só olham para as amostras junto delas.</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>forte</translation>
    </message>
    <message>
        <source>Study design</source>
        <translation>Desenho do estudo</translation>
    </message>
    <message>
        <source>Successive models agree on a fixed stop set: the mean kappa of the last three is at least 0.99.</source>
        <translation>Modelos sucessivos concordam num conjunto de paragem fixo: o kappa médio dos últimos três é pelo menos 0,99.</translation>
    </message>
    <message>
        <source>Suggest a break after</source>
        <translation>Sugerir uma pausa após</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>sugerida</translation>
    </message>
    <message>
        <source>Suggested after the label</source>
        <translation>Sugerida depois da etiqueta</translation>
    </message>
    <message numerus="yes">
        <source>Suggested after the label: {differing:,} of {n:,} labels differed from the suggestion</source>
        <comment>Suggested after the label: {differing:,} of {n:,} label differed from the suggestion</comment>
        <translation>
            <numerusform>Sugerido depois da etiqueta: {differing:,} de {n:,} etiqueta diferiu da sugestão</numerusform>
            <numerusform>Sugerido depois da etiqueta: {differing:,} de {n:,} etiquetas diferiram da sugestão</numerusform>
        </translation>
    </message>
    <message>
        <source>Suggested: {label}</source>
        <translation>Sugestão: {label}</translation>
    </message>
    <message>
        <source>Suggested: {name}, {share:.0f} percent.</source>
        <translation>Sugestão: {name}, {share:.0f} por cento.</translation>
    </message>
    <message>
        <source>Suggested: {name}.</source>
        <translation>Sugestão: {name}.</translation>
    </message>
    <message>
        <source>Suggestion on screen</source>
        <translation>Sugestão no ecrã</translation>
    </message>
    <message>
        <source>Suggestion withheld by lot</source>
        <translation>Sugestão retida por sorteio</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Sugestões</translation>
    </message>
    <message>
        <source>Suggestions are hidden</source>
        <translation>As sugestões estão ocultas</translation>
    </message>
    <message>
        <source>Suggestions are off in this project, so there is nothing to compare.</source>
        <translation>As sugestões estão desligadas neste projeto, pelo que não há nada a comparar.</translation>
    </message>
    <message>
        <source>Suggestions are shown after your own label in this project, and a group would show them before. Settings, Learning, Suggestions changes that.</source>
        <translation>Neste projeto as sugestões são mostradas depois da própria etiqueta, e um grupo mostrá-las-ia antes. Isto altera-se em Definições, Aprendizagem, Sugestões.</translation>
    </message>
    <message>
        <source>Suggestions left out</source>
        <translation>Sugestões omitidas</translation>
    </message>
    <message>
        <source>Suggestions taken over more</source>
        <translation>Mais sugestões aceites</translation>
    </message>
    <message>
        <source>Suggestions to import</source>
        <translation>Sugestões a importar</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>dom.</translation>
    </message>
    <message>
        <source>Support file</source>
        <translation>Ficheiro de apoio</translation>
    </message>
    <message>
        <source>Switched off in Settings.</source>
        <translation>Desligado nas Definições.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>tags (!name) are not read here. Leave the tag out.</source>
        <translation>etiquetas YAML (!nome) não são lidas aqui. Retirá-las.</translation>
    </message>
    <message>
        <source>Tags of DICOM files shown</source>
        <translation>Atributos DICOM visíveis</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Anular alterações</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Adotar</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Tirar da lista</translation>
    </message>
    <message>
        <source>Take off the list: reason {n}</source>
        <translation>Tirar da lista: razão {n}</translation>
    </message>
    <message>
        <source>Take the changes of the design back</source>
        <translation>Anular as alterações do desenho</translation>
    </message>
    <message>
        <source>Take the classes from a protocol file</source>
        <translation>Tirar as classes de um ficheiro de protocolo</translation>
    </message>
    <message>
        <source>Take their names as classes</source>
        <translation>Tomar os seus nomes como classes</translation>
    </message>
    <message>
        <source>Taken as right wherever a wrong suggestion was not followed.</source>
        <translation>Tomada por certa sempre que uma sugestão errada não foi seguida.</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Anulada</translation>
    </message>
    <message>
        <source>Takes back {step}.</source>
        <translation>Anula {step}.</translation>
    </message>
    <message>
        <source>Tasks with annotations and predictions.</source>
        <translation>Tarefas com anotações e previsões.</translation>
    </message>
    <message>
        <source>taxonomies</source>
        <translation>taxonomias</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texto</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texto (*.txt)</translation>
    </message>
    <message>
        <source>Text erased</source>
        <translation>Texto apagado</translation>
    </message>
    <message>
        <source>Text may be burned into this image: its file does not rule that out.</source>
        <translation>Pode haver texto gravado nesta imagem: o ficheiro não o exclui.</translation>
    </message>
    <message>
        <source>Text of the guide</source>
        <translation>Texto do guia do programa</translation>
    </message>
    <message>
        <source>Text or image classification.</source>
        <translation>Classificação de textos ou imagens.</translation>
    </message>
    <message>
        <source>Text, targets and spacing together.</source>
        <translation>Texto, alvos e espaços em conjunto.</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>Textos</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>textos</translation>
    </message>
    <message>
        <source>Texts are compared by their words only, not by what they mean.</source>
        <translation>Os textos são comparados apenas pelas palavras, não pelo que significam.</translation>
    </message>
    <message>
        <source>Texts are searched up to {limit} MB. The last {missing:,} only by name.</source>
        <translation>Os textos são pesquisados até {limit} MB. Os últimos {missing:,} só pelo nome.</translation>
    </message>
    <message>
        <source>Texts erased</source>
        <translation>Textos apagados</translation>
    </message>
    <message numerus="yes">
        <source>Texts, {n:,} classes</source>
        <comment>Texts, {n:,} class</comment>
        <translation>
            <numerusform>Textos, {n:,} classe</numerusform>
            <numerusform>Textos, {n:,} classes</numerusform>
        </translation>
    </message>
    <message>
        <source>Texts: {kinds}.</source>
        <translation>Textos: {kinds}.</translation>
    </message>
    <message>
        <source>That does not open {name}. If it is the recovery code, it has a typing error: compare it group by group with what was written down.</source>
        <translation>Isso não abre {name}. Se é o código de recuperação, tem um erro de escrita: comparar grupo a grupo com o que foi anotado.</translation>
    </message>
    <message>
        <source>That each annotator is to answer in the overlap set; 0 for no plan.</source>
        <translation>A que cada anotador deve responder no conjunto comum; 0 para não prever nenhuma.</translation>
    </message>
    <message>
        <source>That is not the passphrase of {annotator}.</source>
        <translation>Essa não é a frase-passe de {annotator}.</translation>
    </message>
    <message>
        <source>That is not the passphrase of {name}. Nothing was changed.</source>
        <translation>Essa não é a frase-passe de {name}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>That it was exported is not in the log: the project is open to look only.</source>
        <translation>A exportação não fica no registo: o projeto está aberto só para consulta.</translation>
    </message>
    <message>
        <source>That it was exported is not in the log: the project was closed meanwhile.</source>
        <translation>A exportação não fica no registo: o projeto foi entretanto fechado.</translation>
    </message>
    <message>
        <source>That it was exported is not in the log: {reason}.</source>
        <translation>A exportação não fica no registo: {reason}.</translation>
    </message>
    <message>
        <source>That less than 95 % of the class are found is unlikely: p below 0.05.</source>
        <translation>É improvável que se tenham encontrado menos de 95 % da classe: p abaixo de 0,05.</translation>
    </message>
    <message>
        <source>That passphrase cannot be used here. Choose another one.</source>
        <translation>Essa frase-passe não pode ser usada aqui. Escolher outra.</translation>
    </message>
    <message>
        <source>That passphrase does not open this project.</source>
        <translation>Essa frase-passe não abre este projeto.</translation>
    </message>
    <message>
        <source>That passphrase does not open {name}.</source>
        <translation>Essa frase-passe não abre {name}.</translation>
    </message>
    <message>
        <source>That passphrase is no longer there. Nothing was changed.</source>
        <translation>Essa frase-passe já não existe. Nada foi alterado.</translation>
    </message>
    <message>
        <source>That was the first one.</source>
        <translation>Era o primeiro.</translation>
    </message>
    <message>
        <source>That was the last one.</source>
        <translation>Era o último.</translation>
    </message>
    <message>
        <source>that was {often}</source>
        <translation>isso aconteceu {often}</translation>
    </message>
    <message>
        <source>The adjudicator's decision where there is one, else the majority. What is still open is left out.</source>
        <translation>A decisão do adjudicador onde a houver, senão a maioria. O que ainda está aberto fica de fora.</translation>
    </message>
    <message>
        <source>The agreement beyond chance that you expect.</source>
        <translation>A concordância esperada, além do acaso.</translation>
    </message>
    <message>
        <source>The agreement could not be worked out. Labelling goes on.</source>
        <translation>Não foi possível calcular a concordância. A etiquetagem continua.</translation>
    </message>
    <message>
        <source>The agreement is in {name}.</source>
        <translation>A concordância está em {name}.</translation>
    </message>
    <message>
        <source>The annotator has a name that cannot be shown.</source>
        <translation>O anotador tem um nome que não pode ser mostrado.</translation>
    </message>
    <message>
        <source>The annotator has {n:,} characters, more than {most}.</source>
        <translation>O anotador tem {n:,} carateres, mais de {most}.</translation>
    </message>
    <message>
        <source>The annotator in line {line} has a name that cannot be printed.</source>
        <translation>O anotador da linha {line} tem um nome que não pode ser impresso.</translation>
    </message>
    <message>
        <source>The annotator needs a name of 1 to 200 characters.</source>
        <translation>O anotador precisa de um nome de 1 a 200 carateres.</translation>
    </message>
    <message>
        <source>The answer is none of accept, reject and ignore.</source>
        <translation>A resposta não é accept, reject nem ignore.</translation>
    </message>
    <message>
        <source>The answers themselves stay, and undo takes it back.</source>
        <translation>As respostas em si ficam, e pode anular-se.</translation>
    </message>
    <message>
        <source>The audit answers by class were not given.</source>
        <translation>As respostas de auditoria por classe não foram dadas.</translation>
    </message>
    <message>
        <source>The audit says nothing of how many there are.</source>
        <translation>A auditoria nada diz sobre quantas há.</translation>
    </message>
    <message>
        <source>the audit set, drawn at random</source>
        <translation>conjunto de auditoria, tirado à sorte</translation>
    </message>
    <message>
        <source>The audit trail could not be read. Labelling goes on.</source>
        <translation>Não foi possível ler o registo de auditoria. A etiquetagem continua.</translation>
    </message>
    <message>
        <source>The audit trail could not be written. Nothing else has changed.</source>
        <translation>Não foi possível escrever o registo de auditoria. Nada mais mudou.</translation>
    </message>
    <message>
        <source>The audit trail is not there</source>
        <translation>O registo de auditoria não está disponível</translation>
    </message>
    <message>
        <source>The audit trail is written to a file that ends in .csv or .jsonl.</source>
        <translation>O registo de auditoria é escrito num ficheiro que termina em .csv ou .jsonl.</translation>
    </message>
    <message>
        <source>The backup cannot be read: {cause}.</source>
        <translation>Não é possível ler a cópia de segurança: {cause}.</translation>
    </message>
    <message>
        <source>The backup was restored. Nothing was deleted.</source>
        <translation>A cópia de segurança foi reposta. Nada foi eliminado.</translation>
    </message>
    <message>
        <source>The band assumes that new samples resemble those seen so far and a pace of {seconds:.1f} s.</source>
        <translation>A banda supõe que as novas amostras se parecem com as vistas até agora e um ritmo de {seconds:.1f} s.</translation>
    </message>
    <message>
        <source>The band assumes that new samples resemble those seen so far.</source>
        <translation>A banda supõe que as novas amostras se parecem com as vistas até agora.</translation>
    </message>
    <message>
        <source>The beginning of {name} is damaged, or its key part belongs to another project: the passphrase is right, but does not fit what lies there. Nothing was changed; go on with a backup of the project.</source>
        <translation>O início de {name} está danificado, ou a parte das chaves é de outro projeto: a frase-passe está certa, mas não corresponde ao que lá está. Nada foi alterado; continuar com uma cópia de segurança do projeto.</translation>
    </message>
    <message>
        <source>The break is over</source>
        <translation>A pausa terminou</translation>
    </message>
    <message>
        <source>The classes appear here.</source>
        <translation>As classes aparecem aqui.</translation>
    </message>
    <message>
        <source>The classes have changed meanwhile. Move the class once more.</source>
        <translation>As classes mudaram entretanto. Mova a classe de novo.</translation>
    </message>
    <message>
        <source>The column {column} is chosen for two things at once.</source>
        <translation>A coluna {column} está escolhida para duas coisas ao mesmo tempo.</translation>
    </message>
    <message>
        <source>The committee's votes</source>
        <translation>Os votos do comité</translation>
    </message>
    <message>
        <source>The committee's votes are divided on this one.</source>
        <translation>Os votos do comité dividem-se nesta.</translation>
    </message>
    <message>
        <source>The computer went to sleep.</source>
        <translation>O computador entrou em suspensão.</translation>
    </message>
    <message>
        <source>The computer's clock was set back here.</source>
        <translation>O relógio do computador foi atrasado aqui.</translation>
    </message>
    <message>
        <source>the copy cannot be read ({reason})</source>
        <translation>não é possível ler a cópia ({reason})</translation>
    </message>
    <message>
        <source>The copy cannot lie in the sample folder: nothing is ever written there.</source>
        <translation>A cópia não pode ficar na pasta das amostras: nada é escrito lá.</translation>
    </message>
    <message>
        <source>the copy is not what was copied, so the disk may be failing</source>
        <translation>a cópia não é o que foi copiado, pelo que o disco pode estar a falhar</translation>
    </message>
    <message>
        <source>The cost of a point</source>
        <translation>O custo de um ponto</translation>
    </message>
    <message>
        <source>The cost of a review</source>
        <translation>O custo de uma revisão</translation>
    </message>
    <message>
        <source>The cost of a wrong prediction</source>
        <translation>O custo de uma previsão errada</translation>
    </message>
    <message>
        <source>The cost of an hour</source>
        <translation>O custo de uma hora</translation>
    </message>
    <message>
        <source>The curve cannot be drawn on this computer. The table has the same numbers.</source>
        <translation>Não é possível desenhar a curva neste computador. A tabela tem os mesmos números.</translation>
    </message>
    <message>
        <source>The day by this computer's clock</source>
        <translation>O dia segundo o relógio deste computador</translation>
    </message>
    <message>
        <source>the definition of {name}</source>
        <translation>a definição de {name}</translation>
    </message>
    <message>
        <source>The definition of {name} can have {most:,} characters, not {count:,}.</source>
        <translation>A definição de {name} pode ter {most:,} carateres, não {count:,}.</translation>
    </message>
    <message>
        <source>The design is fixed.</source>
        <translation>O desenho está fixado.</translation>
    </message>
    <message>
        <source>The design of the study was fixed in the log beforehand (SHA-256 {hash}): {share} of the pool, drawn by a keyed hash with seed {seed}, were to be answered by {each}.</source>
        <translation>O desenho do estudo foi fixado previamente no registo (SHA-256 {hash}): {share} do conjunto, sorteado por um hash com chave com a semente {seed}, devia ser respondido por {each}.</translation>
    </message>
    <message>
        <source>The design was changed after labelling of the overlap set had begun: {days}.</source>
        <translation>O desenho foi alterado depois de começar a etiquetagem do conjunto comum: {days}.</translation>
    </message>
    <message>
        <source>The design was changed.</source>
        <translation>O desenho foi alterado.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its header and its compressed image do not agree on the colours.</source>
        <translation>O ficheiro DICOM está danificado: o cabeçalho e a imagem comprimida não concordam nas cores.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its header cannot be read.</source>
        <translation>O ficheiro DICOM está danificado: não é possível ler o cabeçalho.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its header gives it no width or no height.</source>
        <translation>O ficheiro DICOM está danificado: o cabeçalho não lhe dá largura ou altura.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its header says {width:,} x {height:,} pixels, its compressed image {own_width:,} x {own_height:,}.</source>
        <translation>O ficheiro DICOM está danificado: o cabeçalho diz {width:,} x {height:,} píxeis, a imagem comprimida {own_width:,} x {own_height:,}.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its header speaks of an impossible number of frames.</source>
        <translation>O ficheiro DICOM está danificado: o cabeçalho fala de um número impossível de fotogramas.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its image cannot be decoded.</source>
        <translation>O ficheiro DICOM está danificado: a imagem não pode ser descodificada.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its table of colours is missing.</source>
        <translation>O ficheiro DICOM está danificado: falta a tabela de cores.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: its table of colours is too short.</source>
        <translation>O ficheiro DICOM está danificado: a tabela de cores é demasiado curta.</translation>
    </message>
    <message>
        <source>The DICOM file is damaged: {shape} pixels need {needed}, and there are {held}.</source>
        <translation>O ficheiro DICOM está danificado: {shape} píxeis precisam de {needed}, e há {held}.</translation>
    </message>
    <message>
        <source>The disk cannot read this file.</source>
        <translation>O disco não consegue ler este ficheiro.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>o disco está cheio</translation>
    </message>
    <message>
        <source>The disk is full. Your labels are kept in memory.</source>
        <translation>O disco está cheio. As etiquetas estão guardadas na memória.</translation>
    </message>
    <message>
        <source>The disk is full. Your labels are safe.</source>
        <translation>O disco está cheio. As etiquetas estão seguras.</translation>
    </message>
    <message>
        <source>the disk is nearly full, {there:,} MB are free and {needed:,} MB are needed</source>
        <translation>o disco está quase cheio, há {there:,} MB livres e são precisos {needed:,} MB</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>o disco é só de leitura</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>o disco comunica um erro</translation>
    </message>
    <message>
        <source>The encryption is being removed</source>
        <translation>A cifra está a ser removida</translation>
    </message>
    <message>
        <source>The end of the project file was damaged. Nothing is lost.</source>
        <translation>O fim do ficheiro do projeto estava danificado. Nada se perdeu.</translation>
    </message>
    <message>
        <source>The entropy of the least sure sample is below 0.1 % of the largest possible.</source>
        <translation>A entropia da amostra menos segura está abaixo de 0,1 % da maior possível.</translation>
    </message>
    <message>
        <source>the example {name} is not in this project.</source>
        <translation>o exemplo {name} não está neste projeto.</translation>
    </message>
    <message>
        <source>The export cannot be written to {name}: that is the project's own file.</source>
        <translation>A exportação não pode ser escrita em {name}: é um ficheiro do próprio projeto.</translation>
    </message>
    <message>
        <source>The export cannot lie in the sample folder: nothing is ever written there.</source>
        <translation>A exportação não pode ficar na pasta das amostras: nunca se escreve nada lá.</translation>
    </message>
    <message>
        <source>The export was stopped. Nothing was written.</source>
        <translation>A exportação foi interrompida. Nada foi escrito.</translation>
    </message>
    <message>
        <source>The field {column} is not one text.</source>
        <translation>O campo {column} não é um só texto.</translation>
    </message>
    <message>
        <source>the field {name} stands here a second time, after line {line}.</source>
        <translation>o campo {name} aparece aqui uma segunda vez, depois da linha {line}.</translation>
    </message>
    <message>
        <source>The fifteen most similar labelled samples vote.</source>
        <translation>Votam as quinze amostras etiquetadas mais semelhantes.</translation>
    </message>
    <message>
        <source>The file as it was is kept as {name}; it can be merged.</source>
        <translation>O ficheiro como estava guarda-se como {name}; pode ser juntado.</translation>
    </message>
    <message>
        <source>The file cannot be reached: {reason}.</source>
        <translation>Não é possível chegar ao ficheiro: {reason}.</translation>
    </message>
    <message>
        <source>The file cannot be read to its end: {reason}.</source>
        <translation>Não é possível ler o ficheiro até ao fim: {reason}.</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}.</source>
        <translation>Não é possível ler o ficheiro: {reason}.</translation>
    </message>
    <message>
        <source>The file could not be written: {why}. The project is as it was.</source>
        <translation>Não foi possível escrever o ficheiro: {why}. O projeto está como estava.</translation>
    </message>
    <message>
        <source>The file ends in the middle of this record.</source>
        <translation>O ficheiro acaba a meio deste registo.</translation>
    </message>
    <message>
        <source>The file ends too early (after {size}).</source>
        <translation>O ficheiro acaba cedo demais (depois de {size}).</translation>
    </message>
    <message>
        <source>The file ends too early ({size} of about {wanted}).</source>
        <translation>O ficheiro acaba cedo demais ({size} de cerca de {wanted}).</translation>
    </message>
    <message>
        <source>The file has no annotator {name}.</source>
        <translation>O ficheiro não tem o anotador {name}.</translation>
    </message>
    <message>
        <source>The file has no class {name}.</source>
        <translation>O ficheiro não tem a classe {name}.</translation>
    </message>
    <message>
        <source>the file is damaged or not a project</source>
        <translation>o ficheiro está danificado ou não é um projeto</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>O ficheiro está vazio.</translation>
    </message>
    <message>
        <source>The file is not an ONNX file, or it is damaged.</source>
        <translation>O ficheiro não é ONNX, ou está danificado.</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation>O ficheiro já não está lá.</translation>
    </message>
    <message>
        <source>The file is too large: it unpacks to more than {size}.</source>
        <translation>O ficheiro é demasiado grande: descomprimido tem mais de {size}.</translation>
    </message>
    <message>
        <source>The file is too large: {size:,.0f} MiB, more than {most:,}.</source>
        <translation>O ficheiro é demasiado grande: {size:,.0f} MiB, mais de {most:,}.</translation>
    </message>
    <message>
        <source>The file names itself version {version}.</source>
        <translation>O ficheiro indica a versão {version}.</translation>
    </message>
    <message>
        <source>The file names none.</source>
        <translation>O ficheiro não indica nenhuma.</translation>
    </message>
    <message>
        <source>The file names {n:,} classes. That is no file of labels.</source>
        <translation>O ficheiro indica {n:,} classes. Isso não é um ficheiro de etiquetas.</translation>
    </message>
    <message numerus="yes">
        <source>The file names {n:,} other classes: the classes stay as they are.</source>
        <comment>The file names {n} other class: the classes stay as they are.</comment>
        <translation>
            <numerusform>O ficheiro nomeia {n} outra classe: as classes ficam como estão.</numerusform>
            <numerusform>O ficheiro nomeia {n:,} outras classes: as classes ficam como estão.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file takes numbers from a place that is no file beside it.</source>
        <translation>O ficheiro vai buscar números a um lugar que não é um ficheiro ao lado dele.</translation>
    </message>
    <message>
        <source>The file takes numbers from {name}, which is not there.</source>
        <translation>O ficheiro vai buscar números a {name}, que não existe.</translation>
    </message>
    <message>
        <source>The file takes numbers from {name}, which is outside of its own folder.</source>
        <translation>O ficheiro vai buscar números a {name}, que está fora da sua pasta.</translation>
    </message>
    <message>
        <source>The file was exchanged for a link while it was opened. Nothing was read.</source>
        <translation>O ficheiro foi trocado por uma ligação enquanto era aberto. Nada foi lido.</translation>
    </message>
    <message>
        <source>The file was not written: its name cannot be used.</source>
        <translation>O ficheiro não foi escrito: o nome não pode ser usado.</translation>
    </message>
    <message>
        <source>the file would be too large</source>
        <translation>o ficheiro seria demasiado grande</translation>
    </message>
    <message>
        <source>The file {name} cannot be read: {why}. Nothing was changed.</source>
        <translation>Não é possível ler o ficheiro {name}: {why}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>The file {name} cannot be used. {error}</source>
        <translation>O ficheiro {name} não pode ser usado. {error}</translation>
    </message>
    <message>
        <source>The file {name} is empty.</source>
        <translation>O ficheiro {name} está vazio.</translation>
    </message>
    <message>
        <source>The file {name} looks like none of the formats that can be imported: {tried}.</source>
        <translation>O ficheiro {name} não se parece com nenhum dos formatos que podem ser importados: {tried}.</translation>
    </message>
    <message>
        <source>The file's structure is damaged: {reason}.</source>
        <translation>A estrutura do ficheiro está danificada: {reason}.</translation>
    </message>
    <message>
        <source>The files themselves, with a file that names their labels.</source>
        <translation>Os próprios ficheiros, com um ficheiro que indica as suas etiquetas.</translation>
    </message>
    <message>
        <source>The files themselves, with a table beside them.</source>
        <translation>Os próprios ficheiros, com uma tabela ao lado.</translation>
    </message>
    <message>
        <source>The fingerprint was copied.</source>
        <translation>A impressão digital foi copiada.</translation>
    </message>
    <message>
        <source>The first line that is broken is {place:,}: {cause}</source>
        <translation>A primeira linha danificada é a {place:,}: {cause}</translation>
    </message>
    <message numerus="yes">
        <source>The first look comes at {due:,} labels; there are {n:,}.</source>
        <comment>The first look comes at {due:,} labels; there is {n:,}.</comment>
        <translation>
            <numerusform>A primeira verificação é às {due:,} etiquetas; há {n:,}.</numerusform>
            <numerusform>A primeira verificação é às {due:,} etiquetas; há {n:,}.</numerusform>
        </translation>
    </message>
    <message>
        <source>the first look comes at {n:,}</source>
        <translation>a primeira análise é às {n:,}</translation>
    </message>
    <message numerus="yes">
        <source>The first model comes after {n} more labels.</source>
        <comment>The first model comes after {n} more label.</comment>
        <translation>
            <numerusform>O primeiro modelo vem depois de mais {n} etiqueta.</numerusform>
            <numerusform>O primeiro modelo vem depois de mais {n} etiquetas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The first record that is broken is {place:,}: {cause}</source>
        <translation>O primeiro registo danificado é o {place:,}: {cause}</translation>
    </message>
    <message>
        <source>The first row holds the names of the columns</source>
        <translation>A primeira linha contém os nomes das colunas</translation>
    </message>
    <message>
        <source>The first {n:,} are named here.</source>
        <translation>Os primeiros {n:,} são indicados aqui.</translation>
    </message>
    <message>
        <source>The first {shown:,} of {whole:,} characters are shown. Show {more:,} more</source>
        <translation>São mostrados os primeiros {shown:,} de {whole:,} carateres. Mostrar mais {more:,}</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>a pasta não existe</translation>
    </message>
    <message>
        <source>The folder for backups is not there: {chosen}. They are kept beside the project meanwhile.</source>
        <translation>A pasta das cópias de segurança não está lá: {chosen}. Entretanto ficam ao lado do projeto.</translation>
    </message>
    <message>
        <source>The folder holds images and texts. Which are to be labelled?</source>
        <translation>A pasta contém imagens e textos. Quais são para etiquetar?</translation>
    </message>
    <message>
        <source>The folder is no longer at {path}. Your labels are kept. Show where it is now.</source>
        <translation>A pasta já não está em {path}. As etiquetas estão guardadas. Indicar onde está agora.</translation>
    </message>
    <message>
        <source>The folder is no longer at {root}. Your labels are kept. Show where it is now.</source>
        <translation>A pasta já não está em {root}. As etiquetas estão guardadas. Indicar onde está agora.</translation>
    </message>
    <message>
        <source>The folder itself stays as it is: take it away yourself, and think of its copies and backups.</source>
        <translation>A pasta fica como está: a sua eliminação faz-se à parte, sem esquecer as suas cópias e cópias de segurança.</translation>
    </message>
    <message>
        <source>The folder may have subfolders. Its files are only read: nothing is ever written there.</source>
        <translation>A pasta pode ter subpastas. Os ficheiros são apenas lidos: nunca se escreve nada nela.</translation>
    </message>
    <message>
        <source>The folder was not listed yet. Open the project once.</source>
        <translation>A pasta ainda não foi listada. Abra o projeto uma vez.</translation>
    </message>
    <message>
        <source>The folder was not written: its name cannot be used.</source>
        <translation>A pasta não foi escrita: o nome não pode ser usado.</translation>
    </message>
    <message>
        <source>The folder {name} cannot be read: {reason}.</source>
        <translation>Não é possível ler a pasta {name}: {reason}.</translation>
    </message>
    <message>
        <source>The folder {name} holds more than {most:,} files.</source>
        <translation>A pasta {name} contém mais de {most:,} ficheiros.</translation>
    </message>
    <message>
        <source>The folder {name} holds no JSON file.</source>
        <translation>A pasta {name} não contém nenhum ficheiro JSON.</translation>
    </message>
    <message>
        <source>The folder {name} looks like none of the formats that can be imported: {tried}.</source>
        <translation>A pasta {name} não se parece com nenhum dos formatos que podem ser importados: {tried}.</translation>
    </message>
    <message>
        <source>The folder {root} cannot be read: {reason}.</source>
        <translation>Não é possível ler a pasta {root}: {reason}.</translation>
    </message>
    <message>
        <source>The folder {root} is not there.</source>
        <translation>A pasta {root} não está lá.</translation>
    </message>
    <message>
        <source>The folders {names} and {last} look like classes.</source>
        <translation>As pastas {names} e {last} parecem classes.</translation>
    </message>
    <message>
        <source>The folders {names} and {n} more look like classes.</source>
        <translation>As pastas {names} e mais {n} parecem classes.</translation>
    </message>
    <message>
        <source>The format {format} has no columns to choose: only tables have.</source>
        <translation>O formato {format} não tem colunas para escolher: só as tabelas têm.</translation>
    </message>
    <message>
        <source>the front matter begins here and does not end. End it with a line of three hyphens (---).</source>
        <translation>o cabeçalho começa aqui e não termina. Terminá-lo com uma linha de três hífenes (---).</translation>
    </message>
    <message>
        <source>the front matter holds a character that cannot be shown (U+{code:04X}).</source>
        <translation>o cabeçalho contém um caráter que não se pode mostrar (U+{code:04X}).</translation>
    </message>
    <message>
        <source>the front matter holds characters that YAML does not allow.</source>
        <translation>o cabeçalho contém carateres que o YAML não permite.</translation>
    </message>
    <message>
        <source>the front matter holds no fields. A field is a name, a colon and a value.</source>
        <translation>o cabeçalho não contém campos. Um campo é um nome, dois pontos e um valor.</translation>
    </message>
    <message>
        <source>the front matter is larger than {size} KB. Texts belong below it.</source>
        <translation>o cabeçalho tem mais de {size} KB. Os textos ficam por baixo dele.</translation>
    </message>
    <message>
        <source>The front matter names no classes.</source>
        <translation>O cabeçalho não nomeia classes.</translation>
    </message>
    <message>
        <source>The gain decides; not given: {missing}.</source>
        <translation>Decide o ganho; em falta: {missing}.</translation>
    </message>
    <message>
        <source>The gain of 100 labels</source>
        <translation>O ganho de 100 etiquetas</translation>
    </message>
    <message>
        <source>The goal</source>
        <translation>O objetivo</translation>
    </message>
    <message>
        <source>The goal is a share between 1 and 99.9 %.</source>
        <translation>O objetivo é uma percentagem entre 1 e 99,9 %.</translation>
    </message>
    <message>
        <source>The goal of {goal} is out of reach of this curve, and more labels hardly help.</source>
        <translation>O objetivo de {goal} está fora do alcance desta curva, e mais etiquetas pouco ajudam.</translation>
    </message>
    <message>
        <source>The goal of {goal} is reached with 95 % confidence: {audit}.</source>
        <translation>O objetivo de {goal} está atingido com 95 % de confiança: {audit}.</translation>
    </message>
    <message>
        <source>The group</source>
        <translation>O grupo</translation>
    </message>
    <message>
        <source>The group goes on below. Look at all of it first.</source>
        <translation>O grupo continua em baixo. Veja primeiro tudo.</translation>
    </message>
    <message>
        <source>the group left as it was</source>
        <translation>o grupo deixado como estava</translation>
    </message>
    <message>
        <source>The groups could not be found. Labelling goes on.</source>
        <translation>Não foi possível encontrar os grupos. A etiquetagem continua.</translation>
    </message>
    <message>
        <source>The guideline changed: {changes}.</source>
        <translation>O guia mudou: {changes}.</translation>
    </message>
    <message>
        <source>The guideline goes on: it is too long to be shown whole. Open its file to read the rest.</source>
        <translation>O guia continua: é demasiado longo para ser mostrado por inteiro. Abra o ficheiro para ler o resto.</translation>
    </message>
    <message>
        <source>The guideline has a rule for “{first} or {second}?”. Read it together: is it clear?</source>
        <translation>O guia tem uma regra para “{first} ou {second}?”. Ler em conjunto: é clara?</translation>
    </message>
    <message>
        <source>The guideline has no place for an example of this class. Write it on the Protocol page.</source>
        <translation>O guia não tem lugar para um exemplo desta classe. Escrevê-lo na página Protocolo.</translation>
    </message>
    <message>
        <source>The guideline has no rule for “{first} or {second}?”. One would settle these.</source>
        <translation>O guia não tem regra para “{first} ou {second}?”. Uma resolveria estas.</translation>
    </message>
    <message>
        <source>The guideline has {size:.1f} MB. It can have {most} MB; nothing was changed.</source>
        <translation>O guia tem {size:.1f} MB. Pode ter {most} MB; nada foi alterado.</translation>
    </message>
    <message>
        <source>The guideline is being edited. Keep it or drop it first.</source>
        <translation>O guia está a ser editado. Primeiro é preciso guardá-lo ou descartá-lo.</translation>
    </message>
    <message>
        <source>The guideline is larger than {most} MB.</source>
        <translation>O guia tem mais de {most} MB.</translation>
    </message>
    <message>
        <source>The guideline says what each class means and how to decide between two. It stands beside every sample. This step can be skipped; the guideline can be written later.</source>
        <translation>O guia diz o que significa cada classe e como decidir entre duas. Está junto de cada amostra. Este passo pode ser saltado; o guia pode ser escrito mais tarde.</translation>
    </message>
    <message>
        <source>The guideline was ambiguous here</source>
        <translation>O guia era ambíguo aqui</translation>
    </message>
    <message>
        <source>The guideline was changed after labelling of the overlap set had begun: {days}.</source>
        <translation>O guia foi alterado depois de começar a etiquetagem do conjunto comum: {days}.</translation>
    </message>
    <message>
        <source>The hash of the design is in the clipboard.</source>
        <translation>O hash do desenho está na área de transferência.</translation>
    </message>
    <message>
        <source>The head is in {name}. Keep it on another computer.</source>
        <translation>A cabeça está em {name}. Conserve-a noutro computador.</translation>
    </message>
    <message>
        <source>The head is of another project.</source>
        <translation>A cabeça é de outro projeto.</translation>
    </message>
    <message>
        <source>The header of this DICOM file has too many entries.</source>
        <translation>O cabeçalho deste ficheiro DICOM tem demasiadas entradas.</translation>
    </message>
    <message>
        <source>The heading “{name}” and {n:,} more names no class: it stays free text.</source>
        <translation>O título “{name}” e mais {n:,} não nomeiam nenhuma classe: ficam como texto livre.</translation>
    </message>
    <message>
        <source>The heading “{name}” names no class: it stays free text.</source>
        <translation>O título “{name}” não nomeia nenhuma classe: fica como texto livre.</translation>
    </message>
    <message>
        <source>The headline rests on samples {where}.</source>
        <translation>O valor principal assenta em amostras {where}.</translation>
    </message>
    <message>
        <source>The highest first</source>
        <translation>As mais altas primeiro</translation>
    </message>
    <message>
        <source>the id of a reason is 1 to 40 letters, digits, hyphens and underscores.</source>
        <translation>o id de uma razão tem de 1 a 40 letras, algarismos, hífenes e traços de sublinhado.</translation>
    </message>
    <message>
        <source>The image is compressed as {kind}: there is no decoder for that in this program.</source>
        <translation>A imagem está comprimida como {kind}: não há neste programa um descodificador para isso.</translation>
    </message>
    <message>
        <source>The image is compressed as {kind}; it is damaged, or no decoder for its kind is there.</source>
        <translation>A imagem está comprimida como {kind}; está danificada, ou não há descodificador para este tipo.</translation>
    </message>
    <message>
        <source>The image is compressed with more than 16 bits, which cannot be decoded here.</source>
        <translation>A imagem está comprimida com mais de 16 bits, o que aqui não pode ser descodificado.</translation>
    </message>
    <message>
        <source>The image is damaged or cut off: it cannot be decoded.</source>
        <translation>A imagem está danificada ou cortada: não pode ser descodificada.</translation>
    </message>
    <message>
        <source>The image is damaged: a part of it does not match its checksum.</source>
        <translation>A imagem está danificada: uma parte não corresponde à soma de verificação.</translation>
    </message>
    <message>
        <source>The image is damaged: it cannot be decoded.</source>
        <translation>A imagem está danificada: não pode ser descodificada.</translation>
    </message>
    <message>
        <source>The image is damaged: its BMP header makes no sense.</source>
        <translation>A imagem está danificada: o cabeçalho BMP não faz sentido.</translation>
    </message>
    <message>
        <source>The image is damaged: its header gives it no width or no height.</source>
        <translation>A imagem está danificada: o cabeçalho não lhe dá largura ou altura.</translation>
    </message>
    <message>
        <source>The image is damaged: its PNG header makes no sense.</source>
        <translation>A imagem está danificada: o cabeçalho PNG não faz sentido.</translation>
    </message>
    <message>
        <source>The image is damaged: its TIFF header gives it no size.</source>
        <translation>A imagem está danificada: o cabeçalho TIFF não lhe dá tamanho.</translation>
    </message>
    <message>
        <source>The image is damaged: the GIF holds no picture.</source>
        <translation>A imagem está danificada: o GIF não contém nenhuma imagem.</translation>
    </message>
    <message>
        <source>The image is damaged: the JPEG has no frame header.</source>
        <translation>A imagem está danificada: o JPEG não tem cabeçalho de imagem.</translation>
    </message>
    <message>
        <source>The image is damaged: the WebP holds no picture.</source>
        <translation>A imagem está danificada: o WebP não contém nenhuma imagem.</translation>
    </message>
    <message>
        <source>The image is far smaller than most others here.</source>
        <translation>A imagem é muito mais pequena do que a maioria das outras.</translation>
    </message>
    <message>
        <source>The image is hidden while you are away</source>
        <translation>A imagem fica oculta durante a ausência</translation>
    </message>
    <message>
        <source>The image is the same colour all over.</source>
        <translation>A imagem tem a mesma cor em toda a parte.</translation>
    </message>
    <message>
        <source>The image is too large: {width:,} x {height:,} pixels are {megapixels:,.0f} megapixels, more than {most}.</source>
        <translation>A imagem é demasiado grande: {width:,} x {height:,} píxeis são {megapixels:,.0f} megapíxeis, mais de {most}.</translation>
    </message>
    <message>
        <source>The image is too large: {width:,} x {height:,} pixels need {needed} of memory, more than {most}.</source>
        <translation>A imagem é demasiado grande: {width:,} x {height:,} píxeis precisam de {needed} de memória, mais de {most}.</translation>
    </message>
    <message>
        <source>The image is too large: {width:,} x {height:,} pixels need {needed}.</source>
        <translation>A imagem é demasiado grande: {width:,} x {height:,} píxeis precisam de {needed}.</translation>
    </message>
    <message>
        <source>The image takes too long to decode: it is damaged, or far too large.</source>
        <translation>A imagem demora demasiado a descodificar: está danificada ou é grande demais.</translation>
    </message>
    <message>
        <source>The image was not read: everything is being closed.</source>
        <translation>A imagem não foi lida: está tudo a ser fechado.</translation>
    </message>
    <message>
        <source>The interval is from {many} resamples.</source>
        <translation>O intervalo é de {many} reamostragens.</translation>
    </message>
    <message>
        <source>The key part of this project asks for {memory:,} MiB and {passes:,} passes to open it. No project of this program does; it was changed. Nothing was tried.</source>
        <translation>A parte das chaves deste projeto pede {memory:,} MiB e {passes:,} passagens para abrir. Nenhum projeto deste programa o faz; foi alterada. Nada foi tentado.</translation>
    </message>
    <message>
        <source>The key part of this project was changed: it asks for too many tries. Nothing was tried.</source>
        <translation>A parte das chaves deste projeto foi alterada: pede demasiadas tentativas. Nada foi tentado.</translation>
    </message>
    <message>
        <source>The key part of this project was changed: trying it would take minutes. Nothing was tried.</source>
        <translation>A parte das chaves deste projeto foi alterada: experimentá-la demoraria minutos. Nada foi tentado.</translation>
    </message>
    <message>
        <source>The key part of {name} is damaged, so that no passphrase can open it. Nothing was changed; go on with a backup of the project.</source>
        <translation>A parte das chaves de {name} está danificada, pelo que nenhuma frase-passe o pode abrir. Nada foi alterado; continuar com uma cópia de segurança do projeto.</translation>
    </message>
    <message>
        <source>The keys used most, in the middle of the bar.</source>
        <translation>As teclas mais usadas, no meio da barra.</translation>
    </message>
    <message>
        <source>The known answer is told after each gold sample.</source>
        <translation>A resposta conhecida é dita depois de cada uma dessas amostras.</translation>
    </message>
    <message>
        <source>The label has {n:,} characters, more than {most}.</source>
        <translation>A etiqueta tem {n:,} carateres, mais de {most}.</translation>
    </message>
    <message>
        <source>The label holds characters that cannot be shown.</source>
        <translation>A etiqueta contém carateres que não podem ser mostrados.</translation>
    </message>
    <message>
        <source>The label in line {line} is too long for the name of a class, or cannot be shown.</source>
        <translation>A etiqueta da linha {line} é demasiado longa para o nome de uma classe, ou não pode ser mostrada.</translation>
    </message>
    <message>
        <source>The label is empty.</source>
        <translation>A etiqueta está vazia.</translation>
    </message>
    <message>
        <source>The labels are read once the folder is known.</source>
        <translation>As etiquetas são lidas quando a pasta for conhecida.</translation>
    </message>
    <message>
        <source>The labels could not be exported. The log has the details.</source>
        <translation>Não foi possível exportar as etiquetas. Os pormenores estão no registo.</translation>
    </message>
    <message numerus="yes">
        <source>The last {n} entries are not on disk yet.</source>
        <comment>The last label is not on disk yet.</comment>
        <translation>
            <numerusform>A última etiqueta ainda não está no disco.</numerusform>
            <numerusform>As últimas {n} entradas ainda não estão no disco.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last {n} entries were brought back from the journal beside it.</source>
        <comment>The last entry was brought back from the journal beside it.</comment>
        <translation>
            <numerusform>A última entrada foi recuperada do diário ao lado.</numerusform>
            <numerusform>As últimas {n} entradas foram recuperadas do diário ao lado.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last {n} labels are held in a reserve kept for this moment. Free some space to go on safely.</source>
        <comment>The last label is held in a reserve kept for this moment. Free some space to go on safely.</comment>
        <translation>
            <numerusform>A última etiqueta está numa reserva guardada para este momento. Libertar espaço para continuar em segurança.</numerusform>
            <numerusform>As últimas {n} etiquetas estão numa reserva guardada para este momento. Libertar espaço para continuar em segurança.</numerusform>
        </translation>
    </message>
    <message>
        <source>The learning curve is in the clipboard, as a picture.</source>
        <translation>A curva de aprendizagem está na área de transferência, como imagem.</translation>
    </message>
    <message>
        <source>The learning curve is in {name}.</source>
        <translation>A curva de aprendizagem está em {name}.</translation>
    </message>
    <message>
        <source>The learning curve was fitted by an inverse power law, error(n) = a + b·n^(−c), by least squares weighted by n, and forecast with an 80 % band from a parametric bootstrap of 400 draws (Figueroa 2012).</source>
        <translation>A curva de aprendizagem foi ajustada por uma lei de potência inversa, erro(n) = a + b·n^(−c), por mínimos quadrados ponderados por n, e prevista com uma banda de 80 % por bootstrap paramétrico de 400 amostragens (Figueroa 2012).</translation>
    </message>
    <message>
        <source>The learning curve: accuracy on the audit set at each look</source>
        <translation>A curva de aprendizagem: exatidão no conjunto de auditoria em cada análise</translation>
    </message>
    <message>
        <source>The licences of all parts lie in {folder}.</source>
        <translation>As licenças de todas as partes estão em {folder}.</translation>
    </message>
    <message>
        <source>The line has no label.</source>
        <translation>A linha não tem etiqueta.</translation>
    </message>
    <message>
        <source>The line has no sample.</source>
        <translation>A linha não tem amostra.</translation>
    </message>
    <message>
        <source>The line is not a JSON object.</source>
        <translation>A linha não é um objeto JSON.</translation>
    </message>
    <message>
        <source>The line is not JSON.</source>
        <translation>A linha não é JSON.</translation>
    </message>
    <message>
        <source>The list of samples in {name} is damaged. Nothing was changed.</source>
        <translation>A lista de amostras em {name} está danificada. Nada foi alterado.</translation>
    </message>
    <message>
        <source>The log holds no times.</source>
        <translation>O registo não tem tempos.</translation>
    </message>
    <message>
        <source>The log never had the fingerprint {code}: events were cut off or rewritten, or it is of another copy.</source>
        <translation>O registo nunca teve a impressão digital {code}: houve eventos cortados ou reescritos, ou é de outra cópia.</translation>
    </message>
    <message>
        <source>The log of this project is not sound.</source>
        <translation>O registo deste projeto não está íntegro.</translation>
    </message>
    <message>
        <source>The log of this project is not sound: see “Confidentiality and integrity”.</source>
        <translation>O registo deste projeto não está íntegro: ver “Confidencialidade e integridade”.</translation>
    </message>
    <message>
        <source>The lower limit of the accuracy on the audit samples is at the goal, with 95 % confidence.</source>
        <translation>O limite inferior da exatidão nas amostras de auditoria está no objetivo, com 95 % de confiança.</translation>
    </message>
    <message>
        <source>The mean entropy of the pool is below 5 % of the largest possible.</source>
        <translation>A entropia média do conjunto está abaixo de 5 % da maior possível.</translation>
    </message>
    <message>
        <source>The model</source>
        <translation>O modelo</translation>
    </message>
    <message>
        <source>The model could not be updated. Labelling goes on; the order is random until the next try.</source>
        <translation>Não foi possível atualizar o modelo. A etiquetagem continua; a ordem é aleatória até à próxima tentativa.</translation>
    </message>
    <message>
        <source>The model does not do better than always naming the commonest class, on labels it had not seen. Do not rely on its predictions.</source>
        <translation>Em etiquetas que não tinha visto, o modelo não faz melhor do que dizer sempre a classe mais frequente. Não se deve confiar nas suas previsões.</translation>
    </message>
    <message>
        <source>The model has not learned since the project was opened. The figures come with its next round.</source>
        <translation>O modelo não aprendeu desde que o projeto foi aberto. Os números vêm com a próxima ronda.</translation>
    </message>
    <message>
        <source>The model has not learned yet</source>
        <translation>O modelo ainda não aprendeu</translation>
    </message>
    <message>
        <source>The model is being built anew. Evidence comes with its next update.</source>
        <translation>O modelo está a ser refeito. Os indícios vêm com a próxima atualização.</translation>
    </message>
    <message>
        <source>The model is being updated</source>
        <translation>O modelo está a ser atualizado</translation>
    </message>
    <message>
        <source>The model is less sure than it could be: it says {said} on average and is right in {share} ({range}) of {samples}.</source>
        <translation>O modelo tem menos certeza do que podia: diz {said} em média e acerta em {share} ({range}) de {samples}.</translation>
    </message>
    <message>
        <source>The model is more sure than it is right: it says {said} on average and is right in {share} ({range}) of {samples}.</source>
        <translation>O modelo tem mais certeza do que acerta: diz {said} em média e acerta em {share} ({range}) de {samples}.</translation>
    </message>
    <message>
        <source>The model is no better than guessing yet, so no suggestion is offered.</source>
        <translation>O modelo ainda não é melhor do que adivinhar, pelo que nenhuma sugestão é oferecida.</translation>
    </message>
    <message numerus="yes">
        <source>The model is no better than guessing, so no suggestion is offered: of {n:,} labels held out it was right on {right:,}; the commonest class alone on {base:,}.</source>
        <comment>The model is no better than guessing, so no suggestion is offered: of {n:,} label held out it was right on {right:,}; the commonest class alone on {base:,}.</comment>
        <translation>
            <numerusform>O modelo não é melhor do que adivinhar, pelo que nenhuma sugestão é oferecida: de {n:,} etiqueta reservada acertou em {right:,}; a classe mais comum, por si só, em {base:,}.</numerusform>
            <numerusform>O modelo não é melhor do que adivinhar, pelo que nenhuma sugestão é oferecida: de {n:,} etiquetas reservadas acertou em {right:,}; a classe mais comum, por si só, em {base:,}.</numerusform>
        </translation>
    </message>
    <message>
        <source>The model is not better than guessing yet</source>
        <translation>O modelo ainda não é melhor do que adivinhar</translation>
    </message>
    <message>
        <source>The model is not sure enough yet</source>
        <translation>O modelo ainda não tem certeza suficiente</translation>
    </message>
    <message>
        <source>The model is not yet better than always offering the commonest class.</source>
        <translation>O modelo ainda não é melhor do que oferecer sempre a classe mais comum.</translation>
    </message>
    <message>
        <source>The model is right as often ({accuracy}) as annotators agree ({agreement}): labels are the limit, so resolve the protocol first.</source>
        <translation>O modelo acerta tantas vezes ({accuracy}) quantas os anotadores concordam ({agreement}): o limite são as etiquetas, pelo que convém esclarecer primeiro o protocolo.</translation>
    </message>
    <message>
        <source>the model is right on.</source>
        <translation>em que o modelo acerta.</translation>
    </message>
    <message>
        <source>The model is torn between {first} and {second}. Your answer teaches it the most here.</source>
        <translation>O modelo hesita entre {first} e {second}. Aqui a resposta é a que mais lhe ensina.</translation>
    </message>
    <message>
        <source>The model is unsure about this one. Your answer teaches it the most.</source>
        <translation>O modelo está incerto sobre esta. A resposta é a que mais lhe ensina.</translation>
    </message>
    <message>
        <source>The model knows no more than how frequent the classes are; it cannot say which answers look wrong.</source>
        <translation>O modelo só sabe quão frequentes são as classes; não pode dizer que respostas parecem erradas.</translation>
    </message>
    <message>
        <source>The model learned</source>
        <translation>O modelo aprendeu</translation>
    </message>
    <message>
        <source>The model of Dawid and Skene cannot be fitted: it needs answers, and two classes that they can name.</source>
        <translation>O modelo de Dawid e Skene não pode ser ajustado: precisa de respostas e de duas classes que elas possam indicar.</translation>
    </message>
    <message>
        <source>the model of the annotators</source>
        <translation>o modelo dos anotadores</translation>
    </message>
    <message>
        <source>The model of the annotators (Dawid and Skene) has seen the very answers that it judges.</source>
        <translation>O modelo dos anotadores (Dawid e Skene) viu as próprias respostas que avalia.</translation>
    </message>
    <message>
        <source>The model says</source>
        <translation>O modelo diz</translation>
    </message>
    <message numerus="yes">
        <source>The model says nothing of {n:,} labels on samples drawn at random to measure with.</source>
        <comment>The model says nothing of {n:,} label on samples drawn at random to measure with.</comment>
        <translation>
            <numerusform>O modelo nada diz de {n:,} etiqueta em amostras sorteadas para medir.</numerusform>
            <numerusform>O modelo nada diz de {n:,} etiquetas em amostras sorteadas para medir.</numerusform>
        </translation>
    </message>
    <message>
        <source>The model says {name} ({percent} %). Enter takes it, the right arrow keeps yours.</source>
        <translation>O modelo diz {name} ({percent} %). Enter aceita, a seta para a direita mantém a resposta dada.</translation>
    </message>
    <message>
        <source>The model stopped working several times. Labelling goes on in random order.</source>
        <translation>O modelo deixou de funcionar várias vezes. A etiquetagem continua por ordem aleatória.</translation>
    </message>
    <message>
        <source>The model was not written to {name}: {cause}.</source>
        <translation>O modelo não foi escrito em {name}: {cause}.</translation>
    </message>
    <message>
        <source>The model was unsure when it chose this one. It has learned since.</source>
        <translation>O modelo estava incerto quando escolheu esta. Entretanto aprendeu.</translation>
    </message>
    <message>
        <source>The model's suggestions were not shown to annotators.</source>
        <translation>As sugestões do modelo não foram mostradas aos anotadores.</translation>
    </message>
    <message>
        <source>The model's suggestions were shown {mode}.</source>
        <translation>As sugestões do modelo foram mostradas {mode}.</translation>
    </message>
    <message>
        <source>The model, without this label, says {likelier} ({likelier_share}), {own} ({own_share}).</source>
        <translation>O modelo, sem esta etiqueta, diz {likelier} ({likelier_share}), {own} ({own_share}).</translation>
    </message>
    <message>
        <source>The most frequent answer. Ties are left out; decisions of adjudicators do not count.</source>
        <translation>A resposta mais frequente. Os empates ficam de fora; as decisões dos adjudicadores não contam.</translation>
    </message>
    <message>
        <source>The most frequent difference is between {first} and {second}: {number:,} of {whole:,}.</source>
        <translation>A diferença mais frequente é entre {first} e {second}: {number:,} de {whole:,}.</translation>
    </message>
    <message>
        <source>The most probable answer, by a model of what each annotator confuses.</source>
        <translation>A resposta mais provável, segundo um modelo do que cada anotador confunde.</translation>
    </message>
    <message>
        <source>The name is the one under which they label. Tell them the passphrase, so that they can change it.</source>
        <translation>O nome é aquele com que etiqueta. Comunique-lhe a frase-passe, para que a possa alterar.</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>o nome é demasiado longo</translation>
    </message>
    <message>
        <source>the name of a field has 1 to {most} characters.</source>
        <translation>o nome de um campo tem de 1 a {most} carateres.</translation>
    </message>
    <message>
        <source>the name of a field must be words, not a list or fields.</source>
        <translation>o nome de um campo tem de ser texto, não uma lista nem campos.</translation>
    </message>
    <message>
        <source>The name of class {number} holds signs that cannot be shown.</source>
        <translation>O nome da classe {number} contém sinais que não podem ser mostrados.</translation>
    </message>
    <message>
        <source>The name of its folder cannot be the name of a class.</source>
        <translation>O nome da sua pasta não pode ser o nome de uma classe.</translation>
    </message>
    <message>
        <source>The name of the file with the labels is no name of a file.</source>
        <translation>O nome do ficheiro com as etiquetas não é um nome de ficheiro.</translation>
    </message>
    <message>
        <source>The name of the sample has {n:,} characters, more than {most}.</source>
        <translation>O nome da amostra tem {n:,} carateres, mais de {most}.</translation>
    </message>
    <message>
        <source>The name of this sample holds characters that a guideline cannot hold.</source>
        <translation>O nome desta amostra contém carateres que um guia não pode conter.</translation>
    </message>
    <message>
        <source>The network {network} cannot be loaded: {reason}</source>
        <translation>Não é possível carregar a rede {network}: {reason}</translation>
    </message>
    <message>
        <source>the new guideline</source>
        <translation>o novo guia</translation>
    </message>
    <message>
        <source>The new passphrase is the old one.</source>
        <translation>A nova frase-passe é igual à antiga.</translation>
    </message>
    <message>
        <source>The newest 30 of {n:,}.</source>
        <translation>As 30 mais recentes de {n:,}.</translation>
    </message>
    <message>
        <source>the newest look was at {n:,}</source>
        <translation>a análise mais recente foi às {n:,}</translation>
    </message>
    <message numerus="yes">
        <source>The newest whole backup is of {moment}, with {n:,} labels.</source>
        <comment>The newest whole backup is of {moment}, with {n:,} label.</comment>
        <translation>
            <numerusform>A cópia de segurança íntegra mais recente é de {moment}, com {n:,} etiqueta.</numerusform>
            <numerusform>A cópia de segurança íntegra mais recente é de {moment}, com {n:,} etiquetas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The next point costs</source>
        <translation>O próximo ponto custa</translation>
    </message>
    <message>
        <source>The next point costs more than {price:,.10g}, {sure}.</source>
        <translation>O próximo ponto custa mais de {price:,.10g}, {sure}.</translation>
    </message>
    <message>
        <source>The next {labels} labels should bring {points:.1f} points</source>
        <translation>As próximas {labels} etiquetas devem trazer {points:.1f} pontos</translation>
    </message>
    <message>
        <source>The number of predictions</source>
        <translation>O número de previsões</translation>
    </message>
    <message>
        <source>The number row works without Shift.</source>
        <translation>A fila dos números funciona sem Shift.</translation>
    </message>
    <message>
        <source>The number {number} cannot be written.</source>
        <translation>O número {number} não se pode escrever.</translation>
    </message>
    <message>
        <source>The old answer stays.</source>
        <translation>A resposta anterior mantém-se.</translation>
    </message>
    <message>
        <source>The one so far no longer counts.</source>
        <translation>A atual deixa de contar.</translation>
    </message>
    <message>
        <source>The only forecast so far fell inside.</source>
        <translation>A única previsão até agora ficou dentro.</translation>
    </message>
    <message>
        <source>The only forecast so far missed.</source>
        <translation>A única previsão até agora falhou.</translation>
    </message>
    <message>
        <source>the order of the classes</source>
        <translation>a ordem das classes</translation>
    </message>
    <message>
        <source>The others are taken to come alike.</source>
        <translation>As outras são tidas como igualmente frequentes.</translation>
    </message>
    <message>
        <source>The page is in the clipboard, as a picture.</source>
        <translation>A página está na área de transferência, como imagem.</translation>
    </message>
    <message>
        <source>The part of the program that works this out has stopped several times. Labelling goes on.</source>
        <translation>A parte do programa que calcula isto parou várias vezes. A etiquetagem continua.</translation>
    </message>
    <message>
        <source>The passphrase could not be written: {why}. Nothing was changed.</source>
        <translation>Não foi possível escrever a frase-passe: {why}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>The passphrase of {name} is the last one. Add another one first.</source>
        <translation>A frase-passe de {name} é a última. Acrescentar outra primeiro.</translation>
    </message>
    <message>
        <source>The passphrase was removed.</source>
        <translation>A frase-passe foi removida.</translation>
    </message>
    <message>
        <source>The passphrase was reset.</source>
        <translation>A frase-passe foi reposta.</translation>
    </message>
    <message>
        <source>The passphrases could not be written: {why}. Nothing was changed.</source>
        <translation>Não foi possível escrever as frases-passe: {why}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>The picture cannot be written as PNG.</source>
        <translation>Não é possível escrever a imagem como PNG.</translation>
    </message>
    <message>
        <source>The picture is in the file itself, and nothing gives its name.</source>
        <translation>A imagem está no próprio ficheiro, e nada diz o seu nome.</translation>
    </message>
    <message>
        <source>The picture {name} could not be encoded.</source>
        <translation>Não foi possível codificar a imagem {name}.</translation>
    </message>
    <message>
        <source>The pixels have nothing to do with their neighbours.</source>
        <translation>Os píxeis nada têm a ver com os vizinhos.</translation>
    </message>
    <message>
        <source>The pool</source>
        <translation>O conjunto</translation>
    </message>
    <message numerus="yes">
        <source>The pool has {n:,} samples; none is annotated yet.</source>
        <comment>The pool has {n} sample; it is not annotated yet.</comment>
        <translation>
            <numerusform>O conjunto tem {n} amostra; ainda não está anotada.</numerusform>
            <numerusform>O conjunto tem {n:,} amostras; nenhuma está ainda anotada.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The pool held {n:,} images.</source>
        <comment>The pool held {n} image.</comment>
        <translation>
            <numerusform>O conjunto tinha {n} imagem.</numerusform>
            <numerusform>O conjunto tinha {n:,} imagens.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The pool held {n:,} texts.</source>
        <comment>The pool held {n} text.</comment>
        <translation>
            <numerusform>O conjunto tinha {n} texto.</numerusform>
            <numerusform>O conjunto tinha {n:,} textos.</numerusform>
        </translation>
    </message>
    <message>
        <source>The pool is what was found in the folder when the project was last open. A sample may count in several rows. What is set aside is left out of the queue and stays in the pool.</source>
        <translation>O conjunto é o que foi encontrado na pasta quando o projeto esteve aberto pela última vez. Uma amostra pode contar em várias linhas. O que é posto de parte sai da fila e continua no conjunto.</translation>
    </message>
    <message>
        <source>The precision</source>
        <translation>A precisão</translation>
    </message>
    <message>
        <source>The probability to see it is at least 50 % and less than 100 %.</source>
        <translation>A probabilidade de a ver é de pelo menos 50 % e menos de 100 %.</translation>
    </message>
    <message>
        <source>The program</source>
        <translation>O programa</translation>
    </message>
    <message>
        <source>The program did not come to its end the last time. What was on screen as saved is saved.</source>
        <translation>O programa não terminou como devia da última vez. O que estava no ecrã como guardado está guardado.</translation>
    </message>
    <message>
        <source>The program opens no network connection. There are no accounts, and nothing is reported.</source>
        <translation>O programa não abre nenhuma ligação à rede. Não há contas e nada é comunicado.</translation>
    </message>
    <message>
        <source>The program that reads this kind of file stopped. It may be damaged.</source>
        <translation>O programa que lê este tipo de ficheiro parou. O ficheiro pode estar danificado.</translation>
    </message>
    <message>
        <source>The progress could not be worked out. Labelling goes on.</source>
        <translation>Não foi possível calcular o progresso. A etiquetagem continua.</translation>
    </message>
    <message>
        <source>The project cannot be made at {path}: {reason}.</source>
        <translation>Não é possível criar o projeto em {path}: {reason}.</translation>
    </message>
    <message>
        <source>The project could not be made: {cause}.</source>
        <translation>O projeto não pôde ser criado: {cause}.</translation>
    </message>
    <message>
        <source>The project file and its log</source>
        <translation>O ficheiro do projeto e o seu registo</translation>
    </message>
    <message>
        <source>The project file cannot be opened: {reason}.</source>
        <translation>Não é possível abrir o ficheiro do projeto: {reason}.</translation>
    </message>
    <message>
        <source>The project file cannot be read: {cause}.</source>
        <translation>Não é possível ler o ficheiro do projeto: {cause}.</translation>
    </message>
    <message>
        <source>The project file cannot be read: {why}.</source>
        <translation>Não é possível ler o ficheiro do projeto: {why}.</translation>
    </message>
    <message>
        <source>The project file cannot lie in the sample folder: nothing is ever written there.</source>
        <translation>O ficheiro do projeto não pode ficar na pasta das amostras: nada é escrito lá.</translation>
    </message>
    <message>
        <source>The project file is being written. The window can be closed when it is done.</source>
        <translation>O ficheiro do projeto está a ser escrito. A janela pode ser fechada quando terminar.</translation>
    </message>
    <message>
        <source>The project file is encrypted. The folder of samples stays as it is: keep it where only those may read it who have to.</source>
        <translation>O ficheiro de projeto é cifrado. A pasta das amostras fica como está: deve ficar onde só a possa ler quem precisa.</translation>
    </message>
    <message>
        <source>The project file is not encrypted. Keep it where only those may read it who may read the samples.</source>
        <translation>O ficheiro de projeto não é cifrado. Deve ficar onde só o possa ler quem pode ler as amostras.</translation>
    </message>
    <message>
        <source>The project file is still being written; it is locked when that is done.</source>
        <translation>O ficheiro de projeto ainda está a ser escrito; é bloqueado quando terminar.</translation>
    </message>
    <message>
        <source>The project file is write-protected.</source>
        <translation>O ficheiro do projeto está protegido contra escrita.</translation>
    </message>
    <message>
        <source>The project file lacks its first entries. It is damaged or was never finished.</source>
        <translation>Faltam ao ficheiro do projeto as primeiras entradas. Está danificado ou nunca foi terminado.</translation>
    </message>
    <message>
        <source>The project file lies in the sample folder. Keep it beside the folder instead.</source>
        <translation>O ficheiro de projeto está na pasta das amostras. Deve ficar ao lado dessa pasta.</translation>
    </message>
    <message>
        <source>The project file {name} cannot be read just now: {reason}.</source>
        <translation>De momento não é possível ler o ficheiro do projeto {name}: {reason}.</translation>
    </message>
    <message>
        <source>The project has changed too much meanwhile. Import the file again.</source>
        <translation>O projeto mudou demasiado entretanto. Importar de novo o ficheiro.</translation>
    </message>
    <message>
        <source>The project has no recovery code.</source>
        <translation>O projeto não tem código de recuperação.</translation>
    </message>
    <message>
        <source>The project has no samples yet. Open it once, so that its folder is read.</source>
        <translation>O projeto ainda não tem amostras. Abri-lo uma vez, para que a sua pasta seja lida.</translation>
    </message>
    <message>
        <source>The project is being encrypted</source>
        <translation>O projeto está a ser cifrado</translation>
    </message>
    <message>
        <source>The project is closed, worked on and opened again. Labels are kept.</source>
        <translation>O projeto é fechado, tratado e aberto de novo. As etiquetas são conservadas.</translation>
    </message>
    <message>
        <source>The project is covered</source>
        <translation>O projeto está tapado</translation>
    </message>
    <message>
        <source>The project is encrypted. A recovery code can be made below.</source>
        <translation>O projeto está cifrado. Pode criar-se abaixo um código de recuperação.</translation>
    </message>
    <message>
        <source>The project is no longer encrypted.</source>
        <translation>O projeto já não está cifrado.</translation>
    </message>
    <message>
        <source>The project offers no class, so nothing can be learned.</source>
        <translation>O projeto não oferece nenhuma classe, por isso nada pode ser aprendido.</translation>
    </message>
    <message>
        <source>The project opens again when it is done.</source>
        <translation>O projeto volta a abrir quando terminar.</translation>
    </message>
    <message>
        <source>The project was not made: it was stopped.</source>
        <translation>O projeto não foi criado: foi interrompido.</translation>
    </message>
    <message>
        <source>The project's folder cannot be written ({reason}).</source>
        <translation>Não é possível escrever na pasta do projeto ({reason}).</translation>
    </message>
    <message>
        <source>the protocol</source>
        <translation>o protocolo</translation>
    </message>
    <message>
        <source>The protocol cannot be written. {error}</source>
        <translation>Não é possível escrever o protocolo. {error}</translation>
    </message>
    <message>
        <source>The protocol cannot be written: it holds half of a character.</source>
        <translation>Não é possível escrever o protocolo: contém metade de um caráter.</translation>
    </message>
    <message>
        <source>The protocol cannot be written: its guideline holds characters that would not be the same when read.</source>
        <translation>Não é possível escrever o protocolo: o guia contém carateres que não seriam os mesmos ao ler.</translation>
    </message>
    <message>
        <source>The protocol cannot be written: its names and sentences hold characters that would not be the same when read.</source>
        <translation>Não é possível escrever o protocolo: os nomes e frases contêm carateres que não seriam os mesmos ao ler.</translation>
    </message>
    <message>
        <source>The protocol changed</source>
        <translation>O protocolo mudou</translation>
    </message>
    <message>
        <source>The protocol changed: {changes}.</source>
        <translation>O protocolo mudou: {changes}.</translation>
    </message>
    <message>
        <source>The protocol has no rule for this choice.</source>
        <translation>O protocolo não tem regra para esta escolha.</translation>
    </message>
    <message>
        <source>The protocol in force is {version}. {guideline}</source>
        <translation>O protocolo em vigor é {version}. {guideline}</translation>
    </message>
    <message>
        <source>The protocol is in {file}.</source>
        <translation>O protocolo está em {file}.</translation>
    </message>
    <message>
        <source>the random overlap set</source>
        <translation>conjunto comum aleatório</translation>
    </message>
    <message>
        <source>the random set</source>
        <translation>conjunto aleatório</translation>
    </message>
    <message>
        <source>The reason has a name that cannot be shown.</source>
        <translation>A razão tem um nome que não pode ser mostrado.</translation>
    </message>
    <message>
        <source>The reason has {n:,} characters, more than {most}.</source>
        <translation>A razão tem {n:,} carateres, mais de {most}.</translation>
    </message>
    <message>
        <source>The reason in line {line} is none of {reasons}.</source>
        <translation>O motivo da linha {line} não é nenhum de {reasons}.</translation>
    </message>
    <message>
        <source>the reason {id} needs words.</source>
        <translation>a razão {id} precisa de palavras.</translation>
    </message>
    <message>
        <source>the reasons</source>
        <translation>os motivos</translation>
    </message>
    <message>
        <source>The record cannot be read: {reason}.</source>
        <translation>Não é possível ler o registo: {reason}.</translation>
    </message>
    <message>
        <source>The record has the same name twice.</source>
        <translation>O registo tem o mesmo nome duas vezes.</translation>
    </message>
    <message>
        <source>The record is larger than {most} MiB.</source>
        <translation>O registo tem mais de {most} MiB.</translation>
    </message>
    <message>
        <source>The record is no task of Label Studio.</source>
        <translation>O registo não é uma tarefa do Label Studio.</translation>
    </message>
    <message>
        <source>The record is not a JSON object.</source>
        <translation>O registo não é um objeto JSON.</translation>
    </message>
    <message>
        <source>The record is not JSON.</source>
        <translation>O registo não é JSON.</translation>
    </message>
    <message>
        <source>The recovery code no longer opens this project.</source>
        <translation>O código de recuperação já não abre este projeto.</translation>
    </message>
    <message>
        <source>The recovery code opened it. Choose who you are and a new passphrase; the old one no longer counts.</source>
        <translation>O código de recuperação abriu-o. Escolha o anotador e uma nova frase-passe; a antiga deixa de contar.</translation>
    </message>
    <message>
        <source>The report could not be made. Labelling goes on; the log has the details.</source>
        <translation>Não foi possível fazer o relatório. A etiquetagem continua; o registo tem os pormenores.</translation>
    </message>
    <message>
        <source>The report is being worked out: {share} %. Report in the menu stops it.</source>
        <translation>O relatório está a ser calculado: {share} %. Relatório no menu interrompe-o.</translation>
    </message>
    <message>
        <source>The report is in {name}.</source>
        <translation>O relatório está em {name}.</translation>
    </message>
    <message>
        <source>The report was stopped; nothing was written.</source>
        <translation>O relatório foi interrompido; nada foi escrito.</translation>
    </message>
    <message>
        <source>The rest is in the whole text.</source>
        <translation>O resto está no texto completo.</translation>
    </message>
    <message>
        <source>The role {role} is given two columns: {one} and {other}.</source>
        <translation>A função {role} tem duas colunas: {one} e {other}.</translation>
    </message>
    <message>
        <source>The row cannot be read: {reason}.</source>
        <translation>Não é possível ler a linha: {reason}.</translation>
    </message>
    <message>
        <source>The row has no label.</source>
        <translation>A linha não tem etiqueta.</translation>
    </message>
    <message>
        <source>The row has no text.</source>
        <translation>A linha não tem texto.</translation>
    </message>
    <message>
        <source>The row has {fields} fields, the header has {names}.</source>
        <translation>A linha tem {fields} campos, o cabeçalho tem {names}.</translation>
    </message>
    <message numerus="yes">
        <source>The row has {n} columns, too few.</source>
        <comment>The row has {n} column, too few.</comment>
        <translation>
            <numerusform>A linha só tem {n} coluna.</numerusform>
            <numerusform>A linha só tem {n} colunas.</numerusform>
        </translation>
    </message>
    <message>
        <source>The row is longer than {most:,} KB.</source>
        <translation>A linha tem mais de {most:,} KB.</translation>
    </message>
    <message>
        <source>The row names no sample.</source>
        <translation>A linha não refere nenhuma amostra.</translation>
    </message>
    <message>
        <source>The row you chose does not light up for a moment.</source>
        <translation>A linha escolhida não se ilumina por um momento.</translation>
    </message>
    <message>
        <source>The rule between the classes in question comes with the votes.</source>
        <translation>A regra entre as classes em causa vem com os votos.</translation>
    </message>
    <message>
        <source>The rule on costs decides. Costs rest on the time that labels take, which is left out here.</source>
        <translation>Decide a regra dos custos. Os custos assentam no tempo que as etiquetas levam, que aqui não consta.</translation>
    </message>
    <message>
        <source>The rule was read differently</source>
        <translation>A regra foi lida de outra forma</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Iguais</translation>
    </message>
    <message>
        <source>The same answer again and again</source>
        <translation>A mesma resposta vezes sem conta</translation>
    </message>
    <message>
        <source>The same class both times: {figure}.</source>
        <translation>A mesma classe das duas vezes: {figure}.</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>A mesma outra vez</translation>
    </message>
    <message>
        <source>The sample cannot be read.</source>
        <translation>A amostra não pode ser lida.</translation>
    </message>
    <message>
        <source>The sample files themselves leave with it, unencrypted, with all that is in them, such as a patient's name in a DICOM header. Masks are drawn over the pictures.</source>
        <translation>Com ele saem os próprios ficheiros das amostras, não cifrados, com tudo o que contêm, como o nome de um doente num cabeçalho DICOM. As máscaras são desenhadas sobre as imagens.</translation>
    </message>
    <message>
        <source>The sample folder is not there.</source>
        <translation>A pasta das amostras não está lá.</translation>
    </message>
    <message>
        <source>The sample is no longer in the project's list.</source>
        <translation>A amostra já não está na lista do projeto.</translation>
    </message>
    <message>
        <source>The sample is of poor quality</source>
        <translation>A amostra é de má qualidade</translation>
    </message>
    <message>
        <source>The sample's file is no longer there.</source>
        <translation>O ficheiro da amostra já não existe.</translation>
    </message>
    <message>
        <source>The samples are being copied</source>
        <translation>As amostras estão a ser copiadas</translation>
    </message>
    <message>
        <source>The samples are being written</source>
        <translation>As amostras estão a ser escritas</translation>
    </message>
    <message>
        <source>The samples are inside the project already.</source>
        <translation>As amostras já estão dentro do projeto.</translation>
    </message>
    <message>
        <source>The samples are inside {name}: write them to a folder first.</source>
        <translation>As amostras estão dentro de {name}: escrevê-las primeiro numa pasta.</translation>
    </message>
    <message>
        <source>The samples are not inside the project.</source>
        <translation>As amostras não estão dentro do projeto.</translation>
    </message>
    <message>
        <source>The samples are still inside: {reason}.</source>
        <translation>As amostras continuam no interior: {reason}.</translation>
    </message>
    <message>
        <source>The samples are {kind}.</source>
        <translation>As amostras são {kind}.</translation>
    </message>
    <message>
        <source>The samples became harder or easier than before, and what is known of them does not explain the time.</source>
        <translation>As amostras tornaram-se mais difíceis ou mais fáceis do que antes, e o que se sabe delas não explica o tempo.</translation>
    </message>
    <message>
        <source>The samples could not be copied to {folder}: {reason}.</source>
        <translation>Não foi possível copiar as amostras para {folder}: {reason}.</translation>
    </message>
    <message>
        <source>The samples could not be written to {folder}. They are still inside.</source>
        <translation>Não foi possível escrever as amostras em {folder}. Continuam no interior.</translation>
    </message>
    <message>
        <source>The samples of this project are not there.</source>
        <translation>As amostras deste projeto não estão lá.</translation>
    </message>
    <message>
        <source>The samples still wait for their labels. File names are hidden, since they give the answer away.</source>
        <translation>As amostras ainda esperam pelas etiquetas. Os nomes dos ficheiros ficam ocultos, porque revelam a resposta.</translation>
    </message>
    <message>
        <source>The samples were copied into the project, and {name} is not beside it. Put it back there.</source>
        <translation>As amostras foram copiadas para dentro do projeto, e {name} não está ao lado dele. Voltar a pô-lo lá.</translation>
    </message>
    <message>
        <source>The samples were not copied. {error} Nothing was changed.</source>
        <translation>As amostras não foram copiadas. {error} Nada foi alterado.</translation>
    </message>
    <message>
        <source>The samples were not copied: it was stopped.</source>
        <translation>As amostras não foram copiadas: foi interrompido.</translation>
    </message>
    <message>
        <source>The samples were not copied: there are none in {folder}. Nothing was changed.</source>
        <translation>As amostras não foram copiadas: não há nenhuma em {folder}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>The samples were not copied: {reason}. Nothing was changed.</source>
        <translation>As amostras não foram copiadas: {reason}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>The samples were written to {folder}, and are still inside the project, too: {reason}.</source>
        <translation>As amostras foram escritas em {folder} e continuam também dentro do projeto: {reason}.</translation>
    </message>
    <message>
        <source>The samples' file is damaged</source>
        <translation>O ficheiro das amostras está danificado</translation>
    </message>
    <message>
        <source>the scale</source>
        <translation>a escala</translation>
    </message>
    <message>
        <source>the scale is nominal or ordinal, not {given}.</source>
        <translation>a escala é nominal ou ordinal, não {given}.</translation>
    </message>
    <message>
        <source>The screen was locked.</source>
        <translation>O ecrã foi bloqueado.</translation>
    </message>
    <message>
        <source>The seconds of a label</source>
        <translation>Os segundos de uma etiqueta</translation>
    </message>
    <message>
        <source>The share of a class is a number, 0 or more.</source>
        <translation>A parte de uma classe é um número, 0 ou mais.</translation>
    </message>
    <message>
        <source>The share of labels equal to the suggestion is between 0 and 100 %.</source>
        <translation>A parte de etiquetas iguais à sugestão está entre 0 e 100 %.</translation>
    </message>
    <message>
        <source>The share withheld is more than 0 and less than 100 %.</source>
        <translation>A parte retida é mais de 0 e menos de 100 %.</translation>
    </message>
    <message>
        <source>The side file was damaged and begun anew.</source>
        <translation>O ficheiro auxiliar estava danificado e foi começado de novo.</translation>
    </message>
    <message>
        <source>The side file was damaged: {n:,} blocks of it could be kept.</source>
        <translation>O ficheiro auxiliar estava danificado: foi possível conservar {n:,} blocos.</translation>
    </message>
    <message>
        <source>The side file was not made by this program and begun anew.</source>
        <translation>O ficheiro auxiliar não foi feito por este programa e foi começado de novo.</translation>
    </message>
    <message>
        <source>the signature of {name} ({utc}) does not fit the answers that it names.</source>
        <translation>a assinatura de {name} ({utc}) não corresponde às respostas que refere.</translation>
    </message>
    <message>
        <source>The sizes of the classes are not known; the commonest one is taken for half of all samples.</source>
        <translation>Não se conhece o tamanho das classes; supõe-se que a mais comum é metade de todas as amostras.</translation>
    </message>
    <message>
        <source>The state is none of labelled, unsure and not_worth_labelling.</source>
        <translation>O estado não é labelled, unsure nem not_worth_labelling.</translation>
    </message>
    <message>
        <source>The study is blind: codes stand for the names of people.</source>
        <translation>O estudo é cego: códigos substituem os nomes das pessoas.</translation>
    </message>
    <message>
        <source>The study protocol is in {name}.</source>
        <translation>O protocolo do estudo está em {name}.</translation>
    </message>
    <message>
        <source>The suggestion comes after your own label, where it differs.</source>
        <translation>A sugestão vem depois da própria etiqueta, se for diferente.</translation>
    </message>
    <message>
        <source>The suggestion waits until you ask for it.</source>
        <translation>A sugestão espera até ser pedida.</translation>
    </message>
    <message>
        <source>The support file is in {name}.</source>
        <translation>O ficheiro de apoio está em {name}.</translation>
    </message>
    <message>
        <source>The table below says the same in words.</source>
        <translation>A tabela abaixo diz o mesmo em palavras.</translation>
    </message>
    <message>
        <source>The table cannot be read: {reason}.</source>
        <translation>Não é possível ler a tabela: {reason}.</translation>
    </message>
    <message>
        <source>The table has changed since the folder was listed. Open the project again.</source>
        <translation>A tabela mudou desde que a pasta foi listada. Abrir de novo o projeto.</translation>
    </message>
    <message>
        <source>The table of labels lies in the sample folder and would become samples. Move it out of the folder.</source>
        <translation>A tabela de etiquetas está na pasta das amostras e passaria a ser amostras. Retire-a da pasta.</translation>
    </message>
    <message>
        <source>The task has neither a text nor the name of a picture.</source>
        <translation>A tarefa não tem texto nem o nome de uma imagem.</translation>
    </message>
    <message>
        <source>The test is not passed yet: it asks for 95 % of all, with 95 % confidence.</source>
        <translation>O teste ainda não passou: pede 95 % de todas, com 95 % de confiança.</translation>
    </message>
    <message>
        <source>The test is passed: with 95 % confidence at least 95 % of all are found.</source>
        <translation>O teste passou: com 95 % de confiança encontraram-se pelo menos 95 % de todas.</translation>
    </message>
    <message>
        <source>The text is hidden while you are away</source>
        <translation>O texto fica oculto durante a ausência</translation>
    </message>
    <message>
        <source>The text is in another language than nearly all others here.</source>
        <translation>O texto está numa língua diferente da de quase todos os outros.</translation>
    </message>
    <message>
        <source>The text is too large: {size:,.0f} MiB, more than {most}.</source>
        <translation>O texto é demasiado grande: {size:,.0f} MiB, mais de {most}.</translation>
    </message>
    <message>
        <source>The texts in {name} cannot be read. Install the program again.</source>
        <translation>Não é possível ler os textos em {name}. Instalar de novo o programa.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>As duas não são iguais.</translation>
    </message>
    <message>
        <source>The two projects contradict each other in one chain: one of them was changed by hand.</source>
        <translation>Os dois projetos contradizem-se numa cadeia: um deles foi alterado à mão.</translation>
    </message>
    <message>
        <source>The unencrypted file has a second name on this disk, and is still there under that one.</source>
        <translation>O ficheiro não cifrado tem um segundo nome neste disco, e continua lá com esse nome.</translation>
    </message>
    <message>
        <source>The unencrypted file is overwritten once and removed. On SSDs and memory cards, in snapshots, backups and synchronized folders, earlier copies of it can remain: the program cannot reach them. The folder of samples stays as it is; the samples can be copied into the project afterwards.</source>
        <translation>O ficheiro não cifrado é reescrito uma vez e removido. Em SSD e cartões de memória, em instantâneos, cópias de segurança e pastas sincronizadas podem restar cópias anteriores: o programa não lhes chega. A pasta das amostras fica como está; as amostras podem depois ser copiadas para o projeto.</translation>
    </message>
    <message>
        <source>The unencrypted file was removed, but could not be overwritten.</source>
        <translation>O ficheiro não cifrado foi removido, mas não foi possível reescrever por cima dele.</translation>
    </message>
    <message>
        <source>The verdict is advice: nothing is ever stopped by the program.</source>
        <translation>O veredicto é um conselho: o programa nunca interrompe nada.</translation>
    </message>
    <message>
        <source>The verdict rests on the audit target, the cost rule and stabilizing predictions; the others are there to compare. The row that the keys are at is said in full below.</source>
        <translation>O veredicto assenta no objetivo de auditoria, na regra de custo e na estabilização das previsões; os outros servem de comparação. A linha em que estão as teclas aparece abaixo por extenso.</translation>
    </message>
    <message>
        <source>The weights of {network} are damaged: {file} is not what was put there.</source>
        <translation>Os pesos de {network} estão danificados: {file} não é o que lá foi posto.</translation>
    </message>
    <message>
        <source>The weights of {network} are not here, or they are of another version.</source>
        <translation>Os pesos de {network} não estão aqui, ou são de outra versão.</translation>
    </message>
    <message>
        <source>The weights of {network} cannot be read: {reason}.</source>
        <translation>Não é possível ler os pesos de {network}: {reason}.</translation>
    </message>
    <message>
        <source>The whole trail, whatever is shown here</source>
        <translation>O registo inteiro, seja o que for que se mostra aqui</translation>
    </message>
    <message>
        <source>The window was minimised.</source>
        <translation>A janela foi minimizada.</translation>
    </message>
    <message numerus="yes">
        <source>The {n:,} labels of {name} then count as that class.</source>
        <comment>The {n:,} label of {name} then count as that class.</comment>
        <translation>
            <numerusform>A {n:,} etiqueta de {name} passa a contar como dessa classe.</numerusform>
            <numerusform>As {n:,} etiquetas de {name} passam a contar como dessa classe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their names stay hidden here.</source>
        <comment>Its name stays hidden here.</comment>
        <translation>
            <numerusform>O nome fica oculto aqui.</numerusform>
            <numerusform>Os nomes ficam ocultos aqui.</numerusform>
        </translation>
    </message>
    <message>
        <source>Their order matters (ordinal scale).</source>
        <translation>A sua ordem importa (escala ordinal).</translation>
    </message>
    <message>
        <source>Their samples are labelled already: take the folder names as labels</source>
        <translation>As amostras já estão etiquetadas: tomar os nomes das pastas como etiquetas</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>then arrows, digits for windows, Esc leaves</source>
        <translation>depois setas, algarismos para janelas, Esc sai</translation>
    </message>
    <message>
        <source>then arrows, Enter masks, Esc leaves</source>
        <translation>depois setas, Enter mascara, Esc sai</translation>
    </message>
    <message>
        <source>Then: {class}</source>
        <translation>Depois: {class}</translation>
    </message>
    <message>
        <source>There are no annotations yet.</source>
        <translation>Ainda não há anotações.</translation>
    </message>
    <message>
        <source>There are too few labels for a model: {least} labels of two classes are the least, and there are {count:,} of {classes:,}. Label more samples first.</source>
        <translation>Há poucas etiquetas para um modelo: o mínimo são {least} etiquetas de duas classes, e há {count:,} de {classes:,}. Etiquetar primeiro mais amostras.</translation>
    </message>
    <message>
        <source>There are too few shared samples to tell how well annotators agree.</source>
        <translation>Há poucas amostras partilhadas para dizer até que ponto os anotadores concordam.</translation>
    </message>
    <message>
        <source>there are two classes named {name}</source>
        <translation>há duas classes chamadas {name}</translation>
    </message>
    <message>
        <source>There are two classes named {name}.</source>
        <translation>Há duas classes chamadas {name}.</translation>
    </message>
    <message>
        <source>there are two reasons with the id {id}.</source>
        <translation>há duas razões com o id {id}.</translation>
    </message>
    <message>
        <source>There are {count} definitions for {classes} classes.</source>
        <translation>Há {count} definições para {classes} classes.</translation>
    </message>
    <message>
        <source>There are {n:,} pairs of annotators; the Agreement page shows each.</source>
        <translation>Há {n:,} pares de anotadores; a página Concordância mostra cada um.</translation>
    </message>
    <message numerus="yes">
        <source>There are {n} annotators: a sample cannot have {per_sample} of them.</source>
        <comment>There are {n} annotators: a sample cannot have {per_sample} of them.</comment>
        <translation>
            <numerusform>Há {n} anotador: uma amostra não pode ter {per_sample}.</numerusform>
            <numerusform>Há {n} anotadores: uma amostra não pode ter {per_sample}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {n} labels in classes of at least {least}; from {needed} on it can be told.</source>
        <comment>There are {n} labels in classes of at least {least}; from {needed} on it can be told.</comment>
        <translation>
            <numerusform>Há {n} etiqueta em classes com pelo menos {least}; a partir de {needed} já se pode dizer.</numerusform>
            <numerusform>Há {n} etiquetas em classes com pelo menos {least}; a partir de {needed} já se pode dizer.</numerusform>
        </translation>
    </message>
    <message>
        <source>There can be {most} reasons, one for each key.</source>
        <translation>Pode haver {most} razões, uma por tecla.</translation>
    </message>
    <message>
        <source>There is 1 annotator with answers.</source>
        <translation>Há 1 anotador com respostas.</translation>
    </message>
    <message>
        <source>There is a backup of {moment}. Its passphrase opens it.</source>
        <translation>Há uma cópia de segurança de {moment}. Abre-se com a sua frase-passe.</translation>
    </message>
    <message>
        <source>There is a file {name} already.</source>
        <translation>Já há um ficheiro {name}.</translation>
    </message>
    <message>
        <source>There is already a class named {name}.</source>
        <translation>Já existe uma classe chamada {name}.</translation>
    </message>
    <message>
        <source>There is already a file {name}. Choose another name, or open that project.</source>
        <translation>Já existe um ficheiro {name}. Escolher outro nome, ou abrir esse projeto.</translation>
    </message>
    <message>
        <source>There is already a file {name}. Choose another name.</source>
        <translation>Já existe um ficheiro {name}. Escolher outro nome.</translation>
    </message>
    <message>
        <source>There is already a file {name}. Nothing was changed.</source>
        <translation>Já existe um ficheiro {name}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>There is already a reason “{words}”.</source>
        <translation>Já existe uma razão “{words}”.</translation>
    </message>
    <message>
        <source>There is an annotator named {alike} already: write the name as it is.</source>
        <translation>Já há um anotador chamado {alike}: escrever o nome tal como está.</translation>
    </message>
    <message>
        <source>There is an annotator named {name} already.</source>
        <translation>Já há um anotador chamado {name}.</translation>
    </message>
    <message>
        <source>There is no checkpoint yet: label some samples first.</source>
        <translation>Ainda não há nenhum ponto de controlo: etiquetar primeiro algumas amostras.</translation>
    </message>
    <message>
        <source>There is no choice “{name}”.</source>
        <translation>A escolha “{name}” não existe.</translation>
    </message>
    <message>
        <source>There is no class yet</source>
        <translation>Ainda não há classes</translation>
    </message>
    <message>
        <source>There is no class yet, so there is no label to look at.</source>
        <translation>Ainda não há classes, por isso não há etiquetas para rever.</translation>
    </message>
    <message>
        <source>There is no class yet. Add one on the Protocol page; then there is something to learn.</source>
        <translation>Ainda não há classes. Adicione uma na página Protocolo; então há algo para aprender.</translation>
    </message>
    <message>
        <source>There is no file at this place.</source>
        <translation>Não há nenhum ficheiro neste local.</translation>
    </message>
    <message>
        <source>There is no folder at this place.</source>
        <translation>Não há nenhuma pasta neste local.</translation>
    </message>
    <message>
        <source>There is no folder {folder} to keep the project in.</source>
        <translation>Não há nenhuma pasta {folder} onde guardar o projeto.</translation>
    </message>
    <message>
        <source>There is no folder {folder} to write {name} in.</source>
        <translation>Não há nenhuma pasta {folder} onde escrever {name}.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>Não há nenhuma pasta {folder}.</translation>
    </message>
    <message>
        <source>There is no front matter: the file names no classes.</source>
        <translation>Não há cabeçalho: o ficheiro não nomeia classes.</translation>
    </message>
    <message>
        <source>There is no guideline. A rule for “{first} or {second}?” would settle these.</source>
        <translation>Não há guia. Uma regra para “{first} ou {second}?” resolveria estas.</translation>
    </message>
    <message>
        <source>There is no label.</source>
        <translation>Não há etiqueta.</translation>
    </message>
    <message>
        <source>There is no language {code}.</source>
        <translation>Não há nenhuma língua {code}.</translation>
    </message>
    <message>
        <source>There is no learning curve yet.</source>
        <translation>Ainda não há curva de aprendizagem.</translation>
    </message>
    <message>
        <source>There is no letter and no digit in the text.</source>
        <translation>Não há no texto nenhuma letra nem algarismo.</translation>
    </message>
    <message>
        <source>There is no list yet</source>
        <translation>Ainda não há lista</translation>
    </message>
    <message>
        <source>There is no project at {path}.</source>
        <translation>Não há nenhum projeto em {path}.</translation>
    </message>
    <message>
        <source>There is no rule “{value}”.</source>
        <translation>A regra “{value}” não existe.</translation>
    </message>
    <message>
        <source>There is no sample on screen.</source>
        <translation>Não há nenhuma amostra no ecrã.</translation>
    </message>
    <message>
        <source>There is no sample with a label and features to write.</source>
        <translation>Não há nenhuma amostra com etiqueta e características para escrever.</translation>
    </message>
    <message>
        <source>There is no sample with a suggestion.</source>
        <translation>Não há nenhuma amostra com uma sugestão.</translation>
    </message>
    <message>
        <source>There is no such class any more.</source>
        <translation>Essa classe já não existe.</translation>
    </message>
    <message>
        <source>There is no such class.</source>
        <translation>Essa classe não existe.</translation>
    </message>
    <message>
        <source>There is no time to speak of.</source>
        <translation>Não há tempo que se possa referir.</translation>
    </message>
    <message>
        <source>There is none. It opens the project when a passphrase is lost: keep it on paper, elsewhere.</source>
        <translation>Não há nenhum. Abre o projeto quando se perde uma frase-passe: deve ficar em papel, noutro lugar.</translation>
    </message>
    <message>
        <source>There is not enough memory to open this file.</source>
        <translation>Não há memória suficiente para abrir este ficheiro.</translation>
    </message>
    <message>
        <source>There is not enough memory to open this image.</source>
        <translation>Não há memória suficiente para abrir esta imagem.</translation>
    </message>
    <message>
        <source>There is not enough memory to read {name}.</source>
        <translation>Não há memória suficiente para ler {name}.</translation>
    </message>
    <message>
        <source>There is not enough memory to show this frame.</source>
        <translation>Não há memória suficiente para mostrar este fotograma.</translation>
    </message>
    <message>
        <source>There is not enough memory to show this sample.</source>
        <translation>Não há memória suficiente para mostrar esta amostra.</translation>
    </message>
    <message>
        <source>There is not enough room on the disk: the import may need {n:,.0f} MB.</source>
        <translation>Não há espaço suficiente no disco: a importação pode precisar de {n:,.0f} MB.</translation>
    </message>
    <message>
        <source>There is nothing to merge: name at least one other project file.</source>
        <translation>Não há nada para juntar: indicar pelo menos outro ficheiro de projeto.</translation>
    </message>
    <message>
        <source>There is nothing to sign yet.</source>
        <translation>Ainda não há nada para assinar.</translation>
    </message>
    <message>
        <source>There is one. A new one takes its place.</source>
        <translation>Já há um. Um novo toma o seu lugar.</translation>
    </message>
    <message>
        <source>there is too little to say</source>
        <translation>há muito pouco a dizer</translation>
    </message>
    <message>
        <source>There may be more. Mend these first.</source>
        <translation>Pode haver mais. Corrija primeiro estas.</translation>
    </message>
    <message>
        <source>These answers were given under {many} versions of the protocol ({versions}). They are different conditions.</source>
        <translation>Estas respostas foram dadas com {many} versões do protocolo ({versions}). São condições diferentes.</translation>
    </message>
    <message>
        <source>These answers were given under {many} versions of the protocol ({versions}). They are different conditions: choose one above to see it alone.</source>
        <translation>Estas respostas foram dadas com {many} versões do protocolo ({versions}). São condições diferentes: escolher uma acima para a ver sozinha.</translation>
    </message>
    <message>
        <source>These are data or damaged characters, not words.</source>
        <translation>São dados ou carateres danificados, não palavras.</translation>
    </message>
    <message>
        <source>These are the labelled samples outside the audit set: not drawn at random, so they say little of the whole.</source>
        <translation>São as amostras etiquetadas fora do conjunto de auditoria: não foram sorteadas, por isso dizem pouco do todo.</translation>
    </message>
    <message>
        <source>These figures are kept in the project beside your answers and shown to nobody else by this program.</source>
        <translation>Estes números ficam guardados no projeto junto das respostas e este programa não os mostra a mais ninguém.</translation>
    </message>
    <message>
        <source>These headings are shown with the whole text only.</source>
        <translation>Estes títulos só são mostrados com o texto completo.</translation>
    </message>
    <message>
        <source>These words moved the model. It can be wrong.</source>
        <translation>Estas palavras influenciaram o modelo. Pode estar errado.</translation>
    </message>
    <message>
        <source>They are inside the project, encrypted. Their folder is not needed any more.</source>
        <translation>Estão dentro do projeto, cifradas. A sua pasta já não é necessária.</translation>
    </message>
    <message>
        <source>They are left out until they can be read. Nothing is done to them.</source>
        <translation>Ficam excluídos até poderem ser lidos. Não são alterados.</translation>
    </message>
    <message>
        <source>They are then encrypted, too, in one file beside the project. The folder itself stays as it is.</source>
        <translation>Ficam então também cifradas, num só ficheiro junto do projeto. A pasta fica como está.</translation>
    </message>
    <message>
        <source>They cannot be read either.</source>
        <translation>Também não podem ser lidas.</translation>
    </message>
    <message>
        <source>They count as decided by the annotators named: the model learns from them, and agreement counts them.</source>
        <translation>Contam como decididas pelos anotadores indicados: o modelo aprende com elas e a concordância conta-as.</translation>
    </message>
    <message>
        <source>they have no sample in common</source>
        <translation>não têm nenhuma amostra em comum</translation>
    </message>
    <message>
        <source>They have no sample in common.</source>
        <translation>Não têm nenhuma amostra em comum.</translation>
    </message>
    <message>
        <source>They lie in their folder as they are. Whoever can read that folder can read them.</source>
        <translation>Estão na sua pasta tal como são. Quem puder ler essa pasta pode lê-las.</translation>
    </message>
    <message>
        <source>They share the overlap set. Everybody else can go on labelling without being compared.</source>
        <translation>Partilham o conjunto comum. Os restantes podem continuar a etiquetar sem serem comparados.</translation>
    </message>
    <message>
        <source>They stay as they are: the file names none.</source>
        <translation>Ficam como estão: o ficheiro não indica nenhuma.</translation>
    </message>
    <message>
        <source>They stay when the queue is reordered.</source>
        <translation>Ficam quando a fila é reordenada.</translation>
    </message>
    <message>
        <source>This backup is damaged and cannot be restored: {trouble}</source>
        <translation>Esta cópia de segurança está danificada e não pode ser reposta: {trouble}</translation>
    </message>
    <message>
        <source>This cannot be stored: it holds half a character, or a number that is none. Nothing was recorded; type it again without it.</source>
        <translation>Isto não se pode guardar: contém metade de um caráter, ou um número que não o é. Nada foi registado; escrever de novo sem isso.</translation>
    </message>
    <message>
        <source>this change</source>
        <translation>esta alteração</translation>
    </message>
    <message>
        <source>This copy was handed out: codes stand for the names of people.</source>
        <translation>Esta cópia foi entregue: códigos substituem os nomes das pessoas.</translation>
    </message>
    <message>
        <source>This copy was made for {name} only</source>
        <translation>Esta cópia foi feita apenas para {name}</translation>
    </message>
    <message>
        <source>This copy was made for {name}: only annotations of {name} can come in.</source>
        <translation>Esta cópia foi feita para {name}: só podem entrar anotações de {name}.</translation>
    </message>
    <message>
        <source>This definition holds characters that cannot be shown. Type it again without them.</source>
        <translation>Esta definição contém carateres que não podem ser mostrados. Escreva-a de novo sem eles.</translation>
    </message>
    <message>
        <source>This DICOM file holds no image ({what}).</source>
        <translation>Este ficheiro DICOM não contém nenhuma imagem ({what}).</translation>
    </message>
    <message>
        <source>This DICOM file holds no image.</source>
        <translation>Este ficheiro DICOM não contém nenhuma imagem.</translation>
    </message>
    <message>
        <source>This DICOM file holds no image: the pixels were left out or cut off.</source>
        <translation>Este ficheiro DICOM não contém nenhuma imagem: os píxeis foram omitidos ou cortados.</translation>
    </message>
    <message>
        <source>This did not work, and nothing was deleted: {name}. The log has the details.</source>
        <translation>Não resultou, e nada foi eliminado: {name}. Os pormenores estão no registo.</translation>
    </message>
    <message>
        <source>This did not work, and nothing was written. The log has the details.</source>
        <translation>Não resultou, e nada foi escrito. Os pormenores estão no registo do programa.</translation>
    </message>
    <message>
        <source>This did not work, and the project is as it was: {name}. The log has the details.</source>
        <translation>Não resultou, e o projeto está como estava: {name}. Os pormenores estão no registo.</translation>
    </message>
    <message>
        <source>This did not work, and the project is as it was: {why}.</source>
        <translation>Isto não resultou, e o projeto está como estava: {why}.</translation>
    </message>
    <message>
        <source>This example is not in this project.</source>
        <translation>Este exemplo não está neste projeto.</translation>
    </message>
    <message>
        <source>This file</source>
        <translation>Este ficheiro</translation>
    </message>
    <message>
        <source>This file could not be decoded safely.</source>
        <translation>Este ficheiro não pôde ser descodificado em segurança.</translation>
    </message>
    <message>
        <source>This file has {n:,} frames; the first {shown:,} can be shown.</source>
        <translation>Este ficheiro tem {n:,} fotogramas; podem ser mostrados os primeiros {shown:,}.</translation>
    </message>
    <message>
        <source>This file is a link that leads nowhere.</source>
        <translation>Este ficheiro é uma ligação que não conduz a lado nenhum.</translation>
    </message>
    <message>
        <source>This folder could not be opened: {folder}</source>
        <translation>Não foi possível abrir esta pasta: {folder}</translation>
    </message>
    <message>
        <source>This folder does not allow the faster way of writing; the safe one is used.</source>
        <translation>Esta pasta não permite a forma mais rápida de escrever; usa-se a segura.</translation>
    </message>
    <message>
        <source>This guideline is too long to be edited here. Change its file and load it again.</source>
        <translation>Este guia é demasiado longo para ser editado aqui. Altere o ficheiro e carregue-o de novo.</translation>
    </message>
    <message>
        <source>This head was changed after it was saved: its fingerprint is another one.</source>
        <translation>Esta cabeça foi alterada depois de guardada: a impressão digital é outra.</translation>
    </message>
    <message>
        <source>This image cannot be read</source>
        <translation>Não é possível ler esta imagem</translation>
    </message>
    <message>
        <source>This installation lacks the file resources/{name}. Install the program again.</source>
        <translation>Falta a esta instalação o ficheiro resources/{name}. Instalar de novo o programa.</translation>
    </message>
    <message>
        <source>This is a copy made for {name}. Annotators and design belong to the project itself.</source>
        <translation>Esta é uma cópia feita para {name}. Os anotadores e o desenho pertencem ao próprio projeto.</translation>
    </message>
    <message>
        <source>This is a copy that was handed out: it holds nobody else's answers.</source>
        <translation>Esta é uma cópia entregue: não contém respostas de mais ninguém.</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>Isto é uma pasta, não um ficheiro.</translation>
    </message>
    <message>
        <source>This is a folder. Give the project file a name.</source>
        <translation>Isto é uma pasta. O ficheiro de projeto precisa de um nome.</translation>
    </message>
    <message>
        <source>This is a head of another version of the program, or none at all.</source>
        <translation>Esta é uma cabeça de outra versão do programa, ou não é nenhuma.</translation>
    </message>
    <message>
        <source>This is advice. Labelling never stops by itself.</source>
        <translation>Isto é um conselho. A etiquetagem nunca para por si.</translation>
    </message>
    <message>
        <source>This is no comparison: who asks chooses the samples.</source>
        <translation>Isto não é uma comparação: quem pede escolhe as amostras.</translation>
    </message>
    <message>
        <source>This is no head of a log, or it is damaged.</source>
        <translation>Isto não é a cabeça de um registo, ou está danificada.</translation>
    </message>
    <message>
        <source>This is no head of a log: it is far too large.</source>
        <translation>Isto não é a cabeça de um registo: é demasiado grande.</translation>
    </message>
    <message>
        <source>This is no longer a class. Its groups are gone.</source>
        <translation>Isto já não é uma classe. Os seus grupos desapareceram.</translation>
    </message>
    <message>
        <source>This is no name of a file.</source>
        <translation>Isto não é um nome de ficheiro.</translation>
    </message>
    <message>
        <source>this is no YAML that can be read ({said}).</source>
        <translation>isto não é YAML que se possa ler ({said}).</translation>
    </message>
    <message>
        <source>This is not a DICOM file.</source>
        <translation>Isto não é um ficheiro DICOM.</translation>
    </message>
    <message>
        <source>This is not a DICOM file: it begins like {like}.</source>
        <translation>Isto não é um ficheiro DICOM: começa como {like}.</translation>
    </message>
    <message>
        <source>this is not a text in UTF-8. Save it as plain text or Markdown.</source>
        <translation>isto não é um texto em UTF-8. Guardá-lo como texto simples ou Markdown.</translation>
    </message>
    <message>
        <source>this is not a text. Save it as plain text or Markdown.</source>
        <translation>isto não é um texto. Guardá-lo como texto simples ou Markdown.</translation>
    </message>
    <message>
        <source>This is not a text: it begins like {foreign}.</source>
        <translation>Isto não é um texto: começa como {foreign}.</translation>
    </message>
    <message>
        <source>This is not a text: it holds bytes that no text has.</source>
        <translation>Isto não é um texto: contém bytes que nenhum texto tem.</translation>
    </message>
    <message>
        <source>This is not an image: it begins like a text.</source>
        <translation>Isto não é uma imagem: começa como um texto.</translation>
    </message>
    <message>
        <source>This is not an image: it begins like {foreign}.</source>
        <translation>Isto não é uma imagem: começa como {foreign}.</translation>
    </message>
    <message>
        <source>This is not an image: it begins with only zeros.</source>
        <translation>Isto não é uma imagem: começa só por zeros.</translation>
    </message>
    <message>
        <source>This is not an image: its first bytes belong to no known kind of image.</source>
        <translation>Isto não é uma imagem: os primeiros bytes não são de nenhum tipo de imagem conhecido.</translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <translation>Isto não é um ficheiro comum.</translation>
    </message>
    <message>
        <source>This is the last class. A project needs at least one.</source>
        <translation>Esta é a última classe. Um projeto precisa de pelo menos uma.</translation>
    </message>
    <message>
        <source>This is the whole file.</source>
        <translation>Este é o ficheiro inteiro.</translation>
    </message>
    <message>
        <source>This key cannot be used.</source>
        <translation>Esta tecla não pode ser usada.</translation>
    </message>
    <message>
        <source>This kind of model cannot be taken apart into words.</source>
        <translation>Este tipo de modelo não pode ser decomposto em palavras.</translation>
    </message>
    <message>
        <source>This link leads out of the folder, or nowhere.</source>
        <translation>Esta ligação leva para fora da pasta, ou a lado nenhum.</translation>
    </message>
    <message>
        <source>This name does not belong to a file of this folder.</source>
        <translation>Este nome não é de um ficheiro desta pasta.</translation>
    </message>
    <message>
        <source>This name holds characters that cannot be shown. Type it again without them.</source>
        <translation>Este nome contém carateres que não se podem mostrar. Escrevê-lo de novo sem eles.</translation>
    </message>
    <message>
        <source>This name leads to a file outside this folder.</source>
        <translation>Este nome conduz a um ficheiro fora desta pasta.</translation>
    </message>
    <message>
        <source>this project</source>
        <translation>este projeto</translation>
    </message>
    <message>
        <source>This project has no guideline yet. Load or write one on the Protocol page.</source>
        <translation>Este projeto ainda não tem guia. Carregue ou escreva um na página Protocolo.</translation>
    </message>
    <message>
        <source>This project is locked</source>
        <translation>Este projeto está bloqueado</translation>
    </message>
    <message>
        <source>This project is not encrypted. Enter shows it again.</source>
        <translation>Este projeto não está cifrado. Enter mostra-o de novo.</translation>
    </message>
    <message>
        <source>This project is open in another window or by another annotator.</source>
        <translation>Este projeto está aberto noutra janela ou por outro anotador.</translation>
    </message>
    <message>
        <source>This project is open to look only</source>
        <translation>Este projeto está aberto só para consulta</translation>
    </message>
    <message>
        <source>This project is open to look only, so nothing can be decided.</source>
        <translation>Este projeto está aberto só para consulta, pelo que nada pode ser decidido.</translation>
    </message>
    <message>
        <source>This project is open to look only.</source>
        <translation>Este projeto está aberto só para consulta.</translation>
    </message>
    <message>
        <source>This project is open to look only. Nothing can be signed.</source>
        <translation>Este projeto está aberto só para consulta. Nada pode ser assinado.</translation>
    </message>
    <message>
        <source>This project is open to look only: its passphrases cannot be changed here.</source>
        <translation>Este projeto está aberto só para consulta: as frases-passe não podem ser alteradas aqui.</translation>
    </message>
    <message>
        <source>This project is open to look only: its settings cannot be changed here.</source>
        <translation>Este projeto está aberto só para consulta: as suas definições não podem ser alteradas aqui.</translation>
    </message>
    <message>
        <source>This project only.</source>
        <translation>Só este projeto.</translation>
    </message>
    <message>
        <source>This project was written by a later version of the program (file version {found}, this program knows {known}). Nothing was changed; update the program to open it.</source>
        <translation>Este projeto foi escrito por uma versão posterior do programa (versão de ficheiro {found}, este programa conhece {known}). Nada foi alterado; atualizar o programa para o abrir.</translation>
    </message>
    <message>
        <source>This reason holds characters that cannot be shown. Type it again without them.</source>
        <translation>Esta razão contém carateres que não podem ser mostrados. Escreva-a de novo sem eles.</translation>
    </message>
    <message>
        <source>This recovery code does not open {name}. It is typed without an error: it belongs to another project, or a newer code has replaced it.</source>
        <translation>Este código de recuperação não abre {name}. Está escrito sem erros: pertence a outro projeto, ou foi substituído por um código mais recente.</translation>
    </message>
    <message>
        <source>This row is at no place that a table can have.</source>
        <translation>Esta linha está num lugar que uma tabela não pode ter.</translation>
    </message>
    <message>
        <source>This rule needs a goal.</source>
        <translation>Esta regra precisa de um objetivo.</translation>
    </message>
    <message>
        <source>This rule needs a price.</source>
        <translation>Esta regra precisa de um preço.</translation>
    </message>
    <message>
        <source>this sample</source>
        <translation>esta amostra</translation>
    </message>
    <message>
        <source>This sample could not be read for learning.</source>
        <translation>Esta amostra não pôde ser lida para a aprendizagem.</translation>
    </message>
    <message>
        <source>This study is blind. Its owner and its adjudicators see the agreement.</source>
        <translation>Este estudo é cego. A concordância é vista pelo dono e pelos adjudicadores.</translation>
    </message>
    <message>
        <source>This study is blind: a report of it is for its owner and its adjudicators.</source>
        <translation>Este estudo é cego: um relatório dele é para o proprietário e os adjudicadores.</translation>
    </message>
    <message>
        <source>This study is blind: its results are for its owner and its adjudicators.</source>
        <translation>Este estudo é cego: os resultados são para o dono e para os adjudicadores.</translation>
    </message>
    <message>
        <source>This table is written in UTF-32, which is not read. Save it as UTF-8.</source>
        <translation>Esta tabela está escrita em UTF-32, que não se lê. Guardá-la em UTF-8.</translation>
    </message>
    <message>
        <source>This text cannot be read</source>
        <translation>Não é possível ler este texto</translation>
    </message>
    <message>
        <source>This text cannot be read.</source>
        <translation>Este texto não pode ser lido.</translation>
    </message>
    <message>
        <source>This tile</source>
        <translation>Este mosaico</translation>
    </message>
    <message>
        <source>this value holds half of a character.</source>
        <translation>este valor contém metade de um caráter.</translation>
    </message>
    <message>
        <source>Those of the program, until you change them.</source>
        <translation>As do programa, enquanto não forem alteradas.</translation>
    </message>
    <message>
        <source>Those of this protocol.</source>
        <translation>As deste protocolo.</translation>
    </message>
    <message>
        <source>Three</source>
        <translation>Três</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>qui.</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>assinalada</translation>
    </message>
    <message>
        <source>ticks a tile in Batch</source>
        <translation>marca um quadro em Lote</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Tiles of the group</source>
        <translation>Mosaicos do grupo</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Time of all together</source>
        <translation>Tempo de todos juntos</translation>
    </message>
    <message>
        <source>Time on task without a rest of five minutes.</source>
        <translation>Tempo de trabalho sem um descanso de cinco minutos.</translation>
    </message>
    <message>
        <source>Time with a sample on screen that you worked on</source>
        <translation>Tempo de trabalho com uma amostra no ecrã</translation>
    </message>
    <message>
        <source>Time without a key or the pointer</source>
        <translation>Tempo sem teclas nem ponteiro</translation>
    </message>
    <message>
        <source>Timer only</source>
        <translation>Só o tempo</translation>
    </message>
    <message>
        <source>Timers and breaks</source>
        <translation>Tempos e pausas</translation>
    </message>
    <message>
        <source>times</source>
        <translation>vezes</translation>
    </message>
    <message>
        <source>Times another window had the keyboard</source>
        <translation>Vezes em que outra janela teve o teclado</translation>
    </message>
    <message>
        <source>Times are left out: what tells of a person's time leaves only by choice (on the command line: --times; in the window: Settings, Times in exports).</source>
        <translation>Os tempos ficam de fora: o que diz respeito ao tempo de uma pessoa só sai por escolha (na linha de comandos: --times; na janela: Definições, Tempos nas exportações).</translation>
    </message>
    <message>
        <source>Times in exports</source>
        <translation>Tempos nas exportações</translation>
    </message>
    <message>
        <source>times that cannot be read</source>
        <translation>horas que não podem ser lidas</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>Minúscula</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>to</source>
        <comment>keys</comment>
        <translation>a</translation>
    </message>
    <message>
        <source>to</source>
        <comment>keys 1 to 9</comment>
        <translation>a</translation>
    </message>
    <message>
        <source>To 2026-11-23</source>
        <translation>Até 2026-11-23</translation>
    </message>
    <message>
        <source>to be discussed</source>
        <translation>por discutir</translation>
    </message>
    <message>
        <source>to decide</source>
        <translation>por decidir</translation>
    </message>
    <message>
        <source>To know the difference to {points} on either side takes about {needed:,} samples</source>
        <translation>Para conhecer a diferença com {points} para cada lado são precisas cerca de {needed:,} amostras</translation>
    </message>
    <message>
        <source>To know the difference to {points} on either side takes about {needed:,} samples, if {share} of the labels are as suggested</source>
        <translation>Para conhecer a diferença com {points} para cada lado são precisas cerca de {needed:,} amostras, se {share} das etiquetas forem como sugerido</translation>
    </message>
    <message>
        <source>To the day, such as 2026-11-23</source>
        <translation>Até ao dia, como 2026-11-23</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoje</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>Hoje {time}</translation>
    </message>
    <message>
        <source>Together close to the whole pool</source>
        <translation>Em conjunto perto de todo o conjunto</translation>
    </message>
    <message>
        <source>Too early to say</source>
        <translation>É cedo para dizer</translation>
    </message>
    <message>
        <source>Too few answers in the newest session to draw a pace.</source>
        <translation>Respostas insuficientes na sessão mais recente para desenhar um ritmo.</translation>
    </message>
    <message>
        <source>Too few answers to check the model</source>
        <translation>Poucas respostas para verificar o modelo</translation>
    </message>
    <message>
        <source>Too few for a range.</source>
        <translation>Insuficiente para um intervalo.</translation>
    </message>
    <message>
        <source>Too few samples are left in the pool for a forecast.</source>
        <translation>Restam poucas amostras no conjunto para uma previsão.</translation>
    </message>
    <message>
        <source>Too few suggestions are known to be right or wrong to say more.</source>
        <translation>Sabe-se de muito poucas sugestões se estão certas ou erradas para dizer mais.</translation>
    </message>
    <message>
        <source>Too few times are known to say whether it went faster or slower.</source>
        <translation>Conhecem-se poucos tempos para dizer se foi mais rápido ou mais lento.</translation>
    </message>
    <message numerus="yes">
        <source>Too few to conclude: {n:,} shared samples, {needed} are needed</source>
        <comment>Too few to conclude: {n:,} shared sample, {needed} are needed</comment>
        <translation>
            <numerusform>Insuficiente para concluir: {n:,} amostra partilhada, são precisas {needed}</numerusform>
            <numerusform>Insuficiente para concluir: {n:,} amostras partilhadas, são precisas {needed}</numerusform>
        </translation>
    </message>
    <message>
        <source>too few to say</source>
        <translation>poucas para dizer</translation>
    </message>
    <message numerus="yes">
        <source>Too few to say whether the probabilities hold: {n:,} labels held out, {needed} are needed.</source>
        <comment>Too few to say whether the probabilities hold: {n:,} label held out, {needed} are needed.</comment>
        <translation>
            <numerusform>Insuficiente para dizer se as probabilidades são certas: {n:,} etiqueta reservada, são precisas {needed}.</numerusform>
            <numerusform>Insuficiente para dizer se as probabilidades são certas: {n:,} etiquetas reservadas, são precisas {needed}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too few to say: audit samples of {name}: {there}, needed: {needed}.</source>
        <translation>Poucas para dizer: amostras de auditoria de {name}: {there}, necessárias: {needed}.</translation>
    </message>
    <message>
        <source>Too few to say: audit samples said to be {name}: {there}, needed: {needed}.</source>
        <translation>Poucas para dizer: amostras de auditoria dadas como {name}: {there}, necessárias: {needed}.</translation>
    </message>
    <message numerus="yes">
        <source>Too few to say: {n} samples shown with the suggestion, {needed} are needed.</source>
        <comment>Too few to say: {n} sample shown with the suggestion, {needed} are needed.</comment>
        <translation>
            <numerusform>Insuficiente para dizer: {n} amostra mostrada com a sugestão, são precisas {needed}.</numerusform>
            <numerusform>Insuficiente para dizer: {n} amostras mostradas com a sugestão, são precisas {needed}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Too few to say: {n} samples withheld, {needed} are needed.</source>
        <comment>Too few to say: {n} sample withheld, {needed} are needed.</comment>
        <translation>
            <numerusform>Insuficiente para dizer: {n} amostra retida, são precisas {needed}.</numerusform>
            <numerusform>Insuficiente para dizer: {n} amostras retidas, são precisas {needed}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too large for an interval.</source>
        <translation>Demasiado grande para um intervalo.</translation>
    </message>
    <message>
        <source>too little was answered</source>
        <translation>respondeu-se a muito pouco</translation>
    </message>
    <message>
        <source>Too many annotators and classes.</source>
        <translation>Demasiados anotadores e classes.</translation>
    </message>
    <message>
        <source>Too many answers to compare every two annotators.</source>
        <translation>Demasiadas respostas para comparar todos os pares de anotadores.</translation>
    </message>
    <message>
        <source>Too many pairs: no interval.</source>
        <translation>Demasiados pares: sem intervalo.</translation>
    </message>
    <message>
        <source>Too short: {least} characters at least. Several words are best.</source>
        <translation>Demasiado curta: pelo menos {least} carateres. O melhor são várias palavras.</translation>
    </message>
    <message>
        <source>Took back a change of the protocol</source>
        <translation>Retirou uma alteração do protocolo</translation>
    </message>
    <message>
        <source>Took back a comment</source>
        <translation>Retirou um comentário</translation>
    </message>
    <message>
        <source>Took back a step</source>
        <translation>Retirou um passo</translation>
    </message>
    <message>
        <source>Took back an import of a protocol</source>
        <translation>Retirou uma importação de protocolo</translation>
    </message>
    <message>
        <source>Took back nothing that is here</source>
        <translation>Não retirou nada do que está aqui</translation>
    </message>
    <message>
        <source>Took back the comment</source>
        <translation>Retirou o comentário</translation>
    </message>
    <message>
        <source>Took back the import of {file}</source>
        <translation>Retirou a importação de {file}</translation>
    </message>
    <message>
        <source>Took back {answer}</source>
        <translation>Retirou {answer}</translation>
    </message>
    <message>
        <source>Took back {many:,} answers as one step</source>
        <translation>Retirou {many:,} respostas num só passo</translation>
    </message>
    <message>
        <source>Took the masks away</source>
        <translation>Retirou as máscaras</translation>
    </message>
    <message>
        <source>Top bar</source>
        <translation>Barra superior</translation>
    </message>
    <message>
        <source>Towards {name}: {where}.</source>
        <translation>A favor de {name}: {where}.</translation>
    </message>
    <message>
        <source>Training set with weights</source>
        <translation>Conjunto de treino com pesos</translation>
    </message>
    <message>
        <source>Tries the possible answers to a few samples beforehand and asks what would leave the fewest errors.</source>
        <translation>Experimenta as respostas possíveis a algumas amostras e pergunta o que deixaria menos erros.</translation>
    </message>
    <message>
        <source>Troubleshooting</source>
        <translation>Resolução de problemas</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Trying again every 5 s.</source>
        <translation>Nova tentativa a cada 5 s.</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>ter.</translation>
    </message>
    <message>
        <source>Turns on which a sample with a known answer comes. It looks like any other.</source>
        <translation>Vezes em que vem uma amostra com resposta conhecida. Parece igual às outras.</translation>
    </message>
    <message>
        <source>Two</source>
        <translation>Duas</translation>
    </message>
    <message>
        <source>Two annotators chose different classes in {low} to {high} of the samples that they share.</source>
        <translation>Dois anotadores escolheram classes diferentes em {low} a {high} das amostras que partilham.</translation>
    </message>
    <message>
        <source>Two classes are called “{name}”. Merge them, or rename one of them, first.</source>
        <translation>Duas classes chamam-se “{name}”. Juntá-las primeiro, ou mudar o nome de uma.</translation>
    </message>
    <message>
        <source>Two classes are named “{name}”.</source>
        <translation>Duas classes chamam-se “{name}”.</translation>
    </message>
    <message>
        <source>two classes have the key {key}</source>
        <translation>duas classes têm a tecla {key}</translation>
    </message>
    <message>
        <source>two classes have the mark {mark}</source>
        <translation>duas classes têm a marca {mark}</translation>
    </message>
    <message>
        <source>Two classes with at least {least} different samples each are needed to tell which look wrong.</source>
        <translation>São precisas duas classes com pelo menos {least} amostras diferentes cada para dizer quais parecem erradas.</translation>
    </message>
    <message>
        <source>TXT, Markdown, and every row of a CSV, TSV or JSON lines table</source>
        <translation>TXT, Markdown e cada linha de uma tabela CSV, TSV ou de linhas JSON</translation>
    </message>
    <message>
        <source>Type a short reason, or press Esc to leave it as it is.</source>
        <translation>Escrever uma razão curta, ou premir Esc para deixar como está.</translation>
    </message>
    <message>
        <source>Type to find an action</source>
        <translation>Escrever para procurar uma ação</translation>
    </message>
    <message>
        <source>Type your name as it is to be printed.</source>
        <translation>Escrever o nome como deve ser impresso.</translation>
    </message>
    <message>
        <source>Typical</source>
        <translation>Típica</translation>
    </message>
    <message>
        <source>Typical of each group</source>
        <translation>Típica de cada grupo</translation>
    </message>
    <message>
        <source>Typical of many samples not seen yet.</source>
        <translation>Típica de muitas amostras ainda não vistas.</translation>
    </message>
    <message>
        <source>typically {seconds:.1f} s</source>
        <translation>tipicamente {seconds:.1f} s</translation>
    </message>
    <message>
        <source>typically {seconds:.1f} s per label</source>
        <translation>em geral {seconds:.1f} s por etiqueta</translation>
    </message>
    <message>
        <source>Unanimous</source>
        <translation>Unânimes</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Incerta</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>Incerteza</translation>
    </message>
    <message>
        <source>Undefined for every two annotators: they share no sample, or all their answers are one class.</source>
        <translation>Não definido para todos os pares de anotadores: não partilham amostras, ou todas as suas respostas são uma classe.</translation>
    </message>
    <message>
        <source>Undefined in {share} of the resamples, which are left out of the interval.</source>
        <translation>Não definido em {share} das reamostragens, que não entram no intervalo.</translation>
    </message>
    <message>
        <source>Undefined: all answers are one class, so that none of the agreement can be told from chance.</source>
        <translation>Não definido: todas as respostas são uma classe, pelo que a concordância não se distingue do acaso.</translation>
    </message>
    <message>
        <source>Undefined: no answer is this class, or every one is.</source>
        <translation>Não definido: nenhuma resposta é esta classe, ou todas o são.</translation>
    </message>
    <message>
        <source>Undefined: the samples do not differ.</source>
        <translation>Não definido: as amostras não diferem.</translation>
    </message>
    <message>
        <source>under 1 %</source>
        <translation>menos de 1 %</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>menos de 1 s</translation>
    </message>
    <message>
        <source>Under a second for 100,000 samples.</source>
        <translation>Menos de um segundo para 100 000 amostras.</translation>
    </message>
    <message>
        <source>Under a second.</source>
        <translation>Menos de um segundo.</translation>
    </message>
    <message>
        <source>under {amount}</source>
        <translation>menos de {amount}</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Entendido</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Anular</translation>
    </message>
    <message>
        <source>Undo takes the whole import back, as one step.</source>
        <translation>Anular desfaz toda a importação, num só passo.</translation>
    </message>
    <message>
        <source>Undo: {step}</source>
        <translation>Anular: {step}</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Anular: {what}</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Anulado.</translation>
    </message>
    <message>
        <source>Undone. {title}: {value}.</source>
        <translation>Anulado. {title}: {value}.</translation>
    </message>
    <message>
        <source>Undone: {answer} for {title}.</source>
        <translation>Anulado: {answer} para {title}.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>desconhecido</translation>
    </message>
    <message>
        <source>Unlabelled</source>
        <translation>Por etiquetar</translation>
    </message>
    <message>
        <source>Unlike the labelled ones first</source>
        <translation>Primeiro as diferentes das etiquetadas</translation>
    </message>
    <message>
        <source>Unlike the rest</source>
        <translation>Diferente do resto</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Ilegíveis</translation>
    </message>
    <message>
        <source>Unreadable: {cause}</source>
        <translation>Ilegíveis: {cause}</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Sem certeza</translation>
    </message>
    <message>
        <source>Unsure and representative</source>
        <translation>Incerta e representativa</translation>
    </message>
    <message>
        <source>Unsure and unlike the known</source>
        <translation>Incerta e diferente do conhecido</translation>
    </message>
    <message>
        <source>Unsure stays with this sample.</source>
        <translation>Sem certeza fica só nesta amostra.</translation>
    </message>
    <message>
        <source>Unsure, and not worth labelling</source>
        <translation>Sem certeza, e não vale a pena etiquetar</translation>
    </message>
    <message>
        <source>Untick</source>
        <translation>Desmarcar</translation>
    </message>
    <message>
        <source>untick or tick</source>
        <translation>desmarcar ou marcar</translation>
    </message>
    <message>
        <source>Up</source>
        <comment>key</comment>
        <translation>Cima</translation>
    </message>
    <message numerus="yes">
        <source>Up to {n} of them, drawn at random, come back to you later for a check. You will not be told which.</source>
        <comment>1 of them, drawn at random, comes back to you later for a check. You will not be told which.</comment>
        <translation>
            <numerusform>1 delas, tirada à sorte, volta mais tarde para verificação. Não será dito qual.</numerusform>
            <numerusform>Até {n} delas, tiradas à sorte, voltam mais tarde para verificação. Não será dito quais.</numerusform>
        </translation>
    </message>
    <message>
        <source>Up: share of samples that</source>
        <translation>Para cima: parte das amostras</translation>
    </message>
    <message>
        <source>Update after</source>
        <translation>Atualizar após</translation>
    </message>
    <message>
        <source>Usable with care: the range touches {low:.3f} to {high:.2f}</source>
        <translation>Utilizável com cuidado: o intervalo toca {low:.3f} a {high:.2f}</translation>
    </message>
    <message>
        <source>Usable with care: the range touches {mark:.2f}</source>
        <translation>Utilizável com cuidado: o intervalo toca {mark:.2f}</translation>
    </message>
    <message>
        <source>Use here</source>
        <translation>Usar aqui</translation>
    </message>
    <message>
        <source>Use {key} here, for {command}</source>
        <translation>Usar {key} aqui, para {command}</translation>
    </message>
    <message>
        <source>Usual for you: {seconds:.1f} s.</source>
        <translation>Valor habitual: {seconds:.1f} s.</translation>
    </message>
    <message>
        <source>usual {seconds:.1f} s</source>
        <translation>habitual {seconds:.1f} s</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>válida</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Value and threshold</source>
        <translation>Valor e limiar</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Veredicto</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versão</translation>
    </message>
    <message>
        <source>version</source>
        <translation>versão</translation>
    </message>
    <message>
        <source>Version of the protocol</source>
        <translation>Versão do protocolo</translation>
    </message>
    <message>
        <source>Version {label}</source>
        <translation>Versão {label}</translation>
    </message>
    <message numerus="yes">
        <source>Version {label} and {n:,} changes</source>
        <comment>Version {label} and {n:,} change</comment>
        <translation>
            <numerusform>Versão {label} e {n:,} alteração</numerusform>
            <numerusform>Versão {label} e {n:,} alterações</numerusform>
        </translation>
    </message>
    <message>
        <source>Version {number:,}</source>
        <translation>Versão {number:,}</translation>
    </message>
    <message>
        <source>Version {version:,}</source>
        <translation>Versão {version:,}</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Versão {version}</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>versão {version}</translation>
    </message>
    <message>
        <source>Versions of the protocol under which annotations were given</source>
        <translation>Versões do protocolo segundo as quais foram dadas anotações</translation>
    </message>
    <message>
        <source>Versions, settings, counts and the log, for somebody who helps you. It holds no names, no paths and nothing of what is in your samples.</source>
        <translation>Versões, definições, contagens e o registo, para quem dá apoio. Não contém nomes, caminhos nem nada do que está nas amostras.</translation>
    </message>
    <message>
        <source>Very fast answers</source>
        <translation>Respostas muito rápidas</translation>
    </message>
    <message>
        <source>Very good.</source>
        <translation>Muito boa.</translation>
    </message>
    <message>
        <source>video (MPEG)</source>
        <translation>vídeo (MPEG)</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>View a tile large</source>
        <translation>Ver um quadro em grande</translation>
    </message>
    <message>
        <source>View large</source>
        <translation>Ver em grande</translation>
    </message>
    <message>
        <source>void</source>
        <translation>sem efeito</translation>
    </message>
    <message numerus="yes">
        <source>Void since {moment}: {n:,} samples changed after signing.</source>
        <comment>Void since {moment}: {n:,} sample changed after signing.</comment>
        <translation>
            <numerusform>Sem efeito desde {moment}: {n:,} amostra alterada depois de assinada.</numerusform>
            <numerusform>Sem efeito desde {moment}: {n:,} amostras alteradas depois de assinadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Void: {n:,} samples changed after signing.</source>
        <comment>Void: {n:,} sample changed after signing.</comment>
        <translation>
            <numerusform>Sem efeito: {n:,} amostra alterada depois de assinada.</numerusform>
            <numerusform>Sem efeito: {n:,} amostras alteradas depois de assinadas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>Votos</translation>
    </message>
    <message>
        <source>votes</source>
        <translation>votos</translation>
    </message>
    <message>
        <source>Votes of {member}</source>
        <translation>Votos de {member}</translation>
    </message>
    <message>
        <source>Wait after a new sample</source>
        <translation>Espera após nova amostra</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>À espera</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Was uncertain</source>
        <translation>Era incerta</translation>
    </message>
    <message>
        <source>was {name}; its labels stay</source>
        <translation>era {name}; as etiquetas ficam</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>fraco</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>qua.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>What a label takes, by the way in which it was given.</source>
        <translation>O que custa uma etiqueta, segundo o modo como foi dada.</translation>
    </message>
    <message>
        <source>What becomes of the classes</source>
        <translation>O que acontece às classes</translation>
    </message>
    <message>
        <source>What can be labelled</source>
        <translation>O que pode ser etiquetado</translation>
    </message>
    <message>
        <source>What comes in</source>
        <translation>O que entra</translation>
    </message>
    <message>
        <source>What does each class mean?</source>
        <translation>O que significa cada classe?</translation>
    </message>
    <message>
        <source>What each class of the file is in this project.</source>
        <translation>O que cada classe do ficheiro é neste projeto.</translation>
    </message>
    <message>
        <source>What everybody said, one row for each answer.</source>
        <translation>O que cada um disse, uma linha por resposta.</translation>
    </message>
    <message>
        <source>What happens with the rest</source>
        <translation>O que acontece ao resto</translation>
    </message>
    <message>
        <source>What is found in the folder appears here by itself.</source>
        <translation>O que for encontrado na pasta aparece aqui por si.</translation>
    </message>
    <message>
        <source>what is there is no ordinary file</source>
        <translation>o que lá está não é um ficheiro normal</translation>
    </message>
    <message>
        <source>What is watched</source>
        <translation>O que é observado</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>O que é escrito</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>O que é</translation>
    </message>
    <message>
        <source>What it is, in one sentence</source>
        <translation>O que é, numa frase</translation>
    </message>
    <message>
        <source>What it will look like</source>
        <translation>Como vai ficar</translation>
    </message>
    <message>
        <source>What learns from your labels. Logistic regression suits nearly every project.</source>
        <translation>O que aprende com as etiquetas. A regressão logística serve quase todos os projetos.</translation>
    </message>
    <message>
        <source>What looking over a further 100 costs.</source>
        <translation>Quanto custa rever mais 100.</translation>
    </message>
    <message>
        <source>What more labels are expected to bring</source>
        <translation>O que se espera de mais etiquetas</translation>
    </message>
    <message>
        <source>What needs the model was left out, as was asked for (--without-model).</source>
        <translation>O que precisa do modelo ficou de fora, como foi pedido (--without-model).</translation>
    </message>
    <message>
        <source>What of the trail is shown</source>
        <translation>O que se mostra do registo</translation>
    </message>
    <message>
        <source>What other models say</source>
        <translation>O que dizem outros modelos</translation>
    </message>
    <message>
        <source>What shows that it is {label}</source>
        <translation>O que mostra que é {label}</translation>
    </message>
    <message>
        <source>What suggestions do</source>
        <translation>O efeito das sugestões</translation>
    </message>
    <message>
        <source>What suggestions do to labels</source>
        <translation>O efeito das sugestões nas etiquetas</translation>
    </message>
    <message>
        <source>What the file will hold</source>
        <translation>O que o ficheiro vai conter</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <translation>O que o modelo vê</translation>
    </message>
    <message>
        <source>What the next person should know about this sample</source>
        <translation>O que a próxima pessoa deve saber sobre esta amostra</translation>
    </message>
    <message>
        <source>What the project file holds</source>
        <translation>O que o ficheiro de projeto contém</translation>
    </message>
    <message>
        <source>What the signature means</source>
        <translation>O que a assinatura significa</translation>
    </message>
    <message>
        <source>What the support file will hold</source>
        <translation>O que o ficheiro de apoio vai conter</translation>
    </message>
    <message>
        <source>What this rests on</source>
        <translation>Em que isto assenta</translation>
    </message>
    <message>
        <source>What to see in {sample}</source>
        <translation>O que se vê em {sample}</translation>
    </message>
    <message>
        <source>What was annotated last lies beside {name} and can only be read from a copy, which cannot be made: {reason}. Copy the project's files to a folder that can be written and open it there.</source>
        <translation>O que foi anotado por último está ao lado de {name} e só se pode ler de uma cópia, que não se pode fazer: {reason}. Copiar os ficheiros do projeto para uma pasta onde se possa escrever e abri-lo lá.</translation>
    </message>
    <message>
        <source>What was computed from the samples. Deleting it loses nothing, only time.</source>
        <translation>O que foi calculado a partir das amostras. Eliminá-lo não perde nada, só tempo.</translation>
    </message>
    <message>
        <source>What was fixed</source>
        <translation>O que foi fixado</translation>
    </message>
    <message>
        <source>What was found out about the samples is not on disk yet.</source>
        <translation>O que se apurou sobre as amostras ainda não está no disco.</translation>
    </message>
    <message>
        <source>What was noticed</source>
        <translation>O que se notou</translation>
    </message>
    <message>
        <source>what was on screen beside annotations</source>
        <translation>o que estava no ecrã ao lado das anotações</translation>
    </message>
    <message>
        <source>What was written cannot be read back</source>
        <translation>O que foi escrito não pode ser lido de volta</translation>
    </message>
    <message>
        <source>what you see</source>
        <translation>o que se vê</translation>
    </message>
    <message>
        <source>Whatever you answer, it would change the model most.</source>
        <translation>Seja qual for a resposta, seria a que mais mudaria o modelo.</translation>
    </message>
    <message>
        <source>Wheel, Page Up and Page Down turn to other frames.</source>
        <translation>A roda, Page Up e Page Down passam para outros fotogramas.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>When ({zone})</source>
        <translation>Quando ({zone})</translation>
    </message>
    <message>
        <source>When far more of them than usual take very long.</source>
        <translation>Quando muitas mais do que o habitual demoram muito.</translation>
    </message>
    <message>
        <source>When it holds, or why there is no value</source>
        <translation>Quando se cumpre, ou porque não há valor</translation>
    </message>
    <message>
        <source>When the model says {level}, it is right {range} of the time ({samples}).</source>
        <translation>Quando o modelo diz {level}, acerta {range} das vezes ({samples}).</translation>
    </message>
    <message>
        <source>When things move</source>
        <translation>Quando algo muda de lugar</translation>
    </message>
    <message>
        <source>Where annotators differed, labels for training came from a model of the annotators (Dawid and Skene 1979).</source>
        <translation>Onde os anotadores diferiram, as etiquetas de treino vieram de um modelo dos anotadores (Dawid e Skene 1979).</translation>
    </message>
    <message>
        <source>Where annotators differed, the majority's label was used for training; ties were left out.</source>
        <translation>Onde os anotadores diferiram, a etiqueta da maioria serviu para o treino; os empates ficaram de fora.</translation>
    </message>
    <message>
        <source>Where are the images or texts?</source>
        <translation>Onde estão as imagens ou os textos?</translation>
    </message>
    <message>
        <source>Where are the samples now?</source>
        <translation>Onde estão agora as amostras?</translation>
    </message>
    <message>
        <source>Where backups go</source>
        <translation>Onde ficam as cópias de segurança</translation>
    </message>
    <message>
        <source>Where one annotator says {name}, another does in {share} of the cases.</source>
        <translation>Onde um anotador diz {name}, outro também o diz em {share} dos casos.</translation>
    </message>
    <message>
        <source>Where that matters, keep the project on a disk that is encrypted as a whole, and delete its backups.</source>
        <translation>Onde isso importa, o projeto deve estar num disco totalmente cifrado, e as suas cópias de segurança devem ser eliminadas.</translation>
    </message>
    <message>
        <source>Whether a sample took longer cannot be said ({less} % less to {more} % more time with it).</source>
        <translation>Não se pode dizer se uma amostra levou mais tempo (de {less} % menos a {more} % mais tempo com ela).</translation>
    </message>
    <message>
        <source>Whether at least 95 % of the class looked for were found was tested with 95 % confidence by the hypergeometric test of Callaghan and Müller-Hansen (2020).</source>
        <translation>Se pelo menos 95 % da classe procurada foram encontradas foi testado com 95 % de confiança pelo teste hipergeométrico de Callaghan e Müller-Hansen (2020).</translation>
    </message>
    <message>
        <source>Whether more labels were worth it was judged at looks spaced by at least 25 labels; the verdict was “{words}”.</source>
        <translation>Se valiam a pena mais etiquetas foi avaliado em análises espaçadas de pelo menos 25 etiquetas; o veredicto foi “{words}”.</translation>
    </message>
    <message>
        <source>Whether suggestions were right is not known: no decision or known answer is about these samples.</source>
        <translation>Não se sabe se as sugestões estavam certas: nenhuma decisão ou resposta conhecida é sobre estas amostras.</translation>
    </message>
    <message>
        <source>Which annotations count</source>
        <translation>Que anotações contam</translation>
    </message>
    <message>
        <source>Which classes can a sample get?</source>
        <translation>Que classes pode ter uma amostra?</translation>
    </message>
    <message>
        <source>Which column of the table is what.</source>
        <translation>O que é cada coluna da tabela.</translation>
    </message>
    <message>
        <source>Which file holds the labels?</source>
        <translation>Que ficheiro contém as etiquetas?</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Branca</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <source>Who annotated what</source>
        <translation>Quem anotou o quê</translation>
    </message>
    <message>
        <source>Who labels, and where is it kept?</source>
        <translation>Quem etiqueta, e onde fica guardado?</translation>
    </message>
    <message>
        <source>Who labels, where it is kept</source>
        <translation>Quem etiqueta, onde fica</translation>
    </message>
    <message>
        <source>Who takes part</source>
        <translation>Quem participa</translation>
    </message>
    <message>
        <source>Whoever has been taken away can still open copies of the project from before with the old passphrase. The key of the data stays the same, so an old copy helps to open a new one, too. To make a new key, decrypt the project and encrypt it again.</source>
        <translation>Quem foi retirado ainda pode abrir, com a frase-passe antiga, cópias anteriores do projeto. A chave dos dados mantém-se, pelo que uma cópia antiga também ajuda a abrir uma nova. Para criar uma chave nova, decifrar o projeto e voltar a cifrá-lo.</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Íntegra</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>Texto completo</translation>
    </message>
    <message>
        <source>Whose annotations they are.</source>
        <translation>De quem são as anotações.</translation>
    </message>
    <message numerus="yes">
        <source>Why are all {n} comments, also earlier ones, on this sample erased? It cannot be undone.</source>
        <comment>Why is the comment on this sample erased? It cannot be undone.</comment>
        <translation>
            <numerusform>Porque se apaga o comentário desta amostra? Não pode ser anulado.</numerusform>
            <numerusform>Porque se apagam todos os {n} comentários desta amostra, também os anteriores? Não pode ser anulado.</numerusform>
        </translation>
    </message>
    <message>
        <source>Why decisions fell as they did</source>
        <translation>Porque as decisões foram as que foram</translation>
    </message>
    <message>
        <source>Why is {before} changed to {after}?</source>
        <translation>Porque é que {before} muda para {after}?</translation>
    </message>
    <message>
        <source>Why it is not {label}</source>
        <translation>Por que não é {label}</translation>
    </message>
    <message>
        <source>Why it looks wrong</source>
        <translation>Porque parece errada</translation>
    </message>
    <message>
        <source>Why this one: {word}</source>
        <translation>Porquê esta: {word}</translation>
    </message>
    <message>
        <source>Window and level{keys}, or drag with the right button: across for the window, up and down for the level. It stays for the next image of this kind until you reset it or choose another.</source>
        <translation>Janela e nível{keys}, ou arrastar com o botão direito: na horizontal para a janela, na vertical para o nível. Mantém-se na imagem seguinte deste tipo até ser reposto ou ser escolhido outro.</translation>
    </message>
    <message>
        <source>Window presets</source>
        <translation>Predefinições de janela</translation>
    </message>
    <message>
        <source>Window {n}</source>
        <translation>Janela {n}</translation>
    </message>
    <message>
        <source>Window {width}, level {level}{unit}</source>
        <translation>Janela {width}, nível {level}{unit}</translation>
    </message>
    <message>
        <source>Wished interval</source>
        <translation>Intervalo desejado</translation>
    </message>
    <message>
        <source>wished ± {width:.2f}</source>
        <translation>desejado ± {width:.2f}</translation>
    </message>
    <message>
        <source>With a part masked</source>
        <translation>Com uma parte mascarada</translation>
    </message>
    <message>
        <source>with a suggestion</source>
        <translation>com sugestão</translation>
    </message>
    <message>
        <source>With colour vision differences</source>
        <translation>Com diferenças na visão das cores</translation>
    </message>
    <message>
        <source>With fewer than 3 annotators a model cannot tell who is right: it only repeats their agreement.</source>
        <translation>Com menos de 3 anotadores um modelo não sabe quem tem razão: só repete a concordância entre eles.</translation>
    </message>
    <message>
        <source>with one of {many} classes</source>
        <translation>com uma de {many} classes</translation>
    </message>
    <message>
        <source>With the classes of the file there would be {count:,}. A project can have {most:,}.</source>
        <translation>Com as classes do ficheiro haveria {count:,}. Um projeto pode ter {most:,}.</translation>
    </message>
    <message>
        <source>With the content of another sample</source>
        <translation>Com o conteúdo de outra amostra</translation>
    </message>
    <message>
        <source>With the distance MASI.</source>
        <translation>Com a distância MASI.</translation>
    </message>
    <message>
        <source>With the new ones there would be {n:,} classes, and a project has {most:,}.</source>
        <translation>Com as novas seriam {n:,} classes, e um projeto tem {most:,}.</translation>
    </message>
    <message>
        <source>With the suggestion on screen the annotator chose it {often}.</source>
        <translation>Com a sugestão no ecrã, o anotador escolheu-a {often}.</translation>
    </message>
    <message>
        <source>With the suggestion on screen the annotators chose it {often}.</source>
        <translation>Com a sugestão no ecrã, os anotadores escolheram-na {often}.</translation>
    </message>
    <message>
        <source>With the suggestion on screen the label was right {often}.</source>
        <translation>Com a sugestão no ecrã, a etiqueta esteve certa {often}.</translation>
    </message>
    <message>
        <source>With the suggestion on screen you chose it {often}.</source>
        <translation>Com a sugestão no ecrã, foi escolhida por si {often}.</translation>
    </message>
    <message>
        <source>With the suggestion on screen {who} chose it {often}.</source>
        <translation>Com a sugestão no ecrã, {who} escolheu-a {often}.</translation>
    </message>
    <message>
        <source>With the suggestion on screen, and with it withheld by lot</source>
        <translation>Com a sugestão no ecrã, e com ela ocultada por sorteio</translation>
    </message>
    <message numerus="yes">
        <source>with {n:,} answers</source>
        <comment>with {n:,} answer</comment>
        <translation>
            <numerusform>com {n:,} resposta</numerusform>
            <numerusform>com {n:,} respostas</numerusform>
        </translation>
    </message>
    <message>
        <source>with {percent} probability</source>
        <translation>com {percent} de probabilidade</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>Ocultada</translation>
    </message>
    <message>
        <source>without</source>
        <translation>sem ela</translation>
    </message>
    <message>
        <source>Without a folder, or while it is not there: in a folder beside each project.</source>
        <translation>Sem pasta, ou enquanto não estiver disponível: numa pasta ao lado de cada projeto.</translation>
    </message>
    <message>
        <source>without a passphrase</source>
        <translation>sem frase-passe</translation>
    </message>
    <message>
        <source>without a sample</source>
        <translation>sem amostra</translation>
    </message>
    <message>
        <source>Without a sign, at least 50 samples and 15 minutes later.</source>
        <translation>Sem sinal, pelo menos 50 amostras e 15 minutos depois.</translation>
    </message>
    <message>
        <source>without extension</source>
        <translation>sem extensão</translation>
    </message>
    <message>
        <source>Without the cost of a label and of a point, the gain decides.</source>
        <translation>Sem o custo de uma etiqueta e de um ponto, decide o ganho.</translation>
    </message>
    <message>
        <source>words</source>
        <translation>palavras</translation>
    </message>
    <message>
        <source>Words of a new reason</source>
        <translation>Palavras de uma nova razão</translation>
    </message>
    <message>
        <source>Work in a day</source>
        <translation>Trabalho por dia</translation>
    </message>
    <message>
        <source>Working out the agreement</source>
        <translation>A calcular a concordância</translation>
    </message>
    <message>
        <source>Working out the curve</source>
        <translation>A calcular a curva</translation>
    </message>
    <message>
        <source>Worth labelling</source>
        <translation>Vale a pena etiquetar</translation>
    </message>
    <message>
        <source>Write a number above 0, or leave it empty.</source>
        <translation>Escreva um número acima de 0 ou deixe vazio.</translation>
    </message>
    <message>
        <source>Write a number in digits, such as 0.5, or leave it empty.</source>
        <translation>Escreva um número em algarismos, como 0,5, ou deixe vazio.</translation>
    </message>
    <message>
        <source>Write at least {least:g}.</source>
        <translation>Escreva no mínimo {least:g}.</translation>
    </message>
    <message>
        <source>Write at most {most:,.0f}.</source>
        <translation>Escreva no máximo {most:,.0f}.</translation>
    </message>
    <message>
        <source>Write decimals with a point, as in 0.5, and thousands without a comma.</source>
        <translation>Escreva os decimais com vírgula, como em 0,5, e os milhares sem ponto.</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>Escrever</translation>
    </message>
    <message>
        <source>Write it down now. It is shown this once, and kept nowhere: who has it can open the project.</source>
        <translation>Deve ser anotado agora. Só é mostrado desta vez e não fica guardado em lado nenhum: quem o tiver pode abrir o projeto.</translation>
    </message>
    <message>
        <source>Write one</source>
        <translation>Escrever um</translation>
    </message>
    <message>
        <source>Write the goal in per cent, from 1 % to 99.9 %.</source>
        <translation>Escreva o objetivo em percentagem, de 1 % a 99,9 %.</translation>
    </message>
    <message>
        <source>Write the samples to a folder first.</source>
        <translation>Escreva primeiro as amostras numa pasta.</translation>
    </message>
    <message>
        <source>Write to a folder...</source>
        <translation>Escrever numa pasta...</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>A escrever</translation>
    </message>
    <message>
        <source>Writing the labels</source>
        <translation>A escrever as etiquetas</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>A escrever {name}</translation>
    </message>
    <message>
        <source>Writing {name}.</source>
        <translation>A escrever {name}.</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Escrito</translation>
    </message>
    <message>
        <source>Written before amounts, such as €.</source>
        <translation>Escrita antes dos montantes, como €.</translation>
    </message>
    <message>
        <source>written texts</source>
        <translation>textos escritos</translation>
    </message>
    <message>
        <source>Wrong kind</source>
        <translation>Tipo errado</translation>
    </message>
    <message>
        <source>X and a key file a sample under one. Labels keep the words that they had.</source>
        <translation>X e uma tecla arquivam uma amostra sob uma delas. As etiquetas mantêm as palavras que tinham.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>Yes: nobody sees others' answers, or suggestions</source>
        <translation>Sim: ninguém vê respostas de outros, nem sugestões</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
    <message>
        <source>You answered this one before. A new answer replaces the old one.</source>
        <translation>Esta já foi respondida. Uma nova resposta substitui a anterior.</translation>
    </message>
    <message>
        <source>You are reminded in five minutes.</source>
        <translation>O lembrete volta dentro de cinco minutos.</translation>
    </message>
    <message>
        <source>You became faster</source>
        <translation>O ritmo acelerou</translation>
    </message>
    <message>
        <source>You can always come back earlier.</source>
        <translation>Pode-se sempre voltar mais cedo.</translation>
    </message>
    <message>
        <source>You can stop</source>
        <translation>Já se pode parar</translation>
    </message>
    <message>
        <source>You cannot decide here</source>
        <translation>Aqui não é possível decidir</translation>
    </message>
    <message>
        <source>You gave it {before} {first_day}, then {now} {later_day}.</source>
        <translation>Recebeu {before} {first_day} e depois {now} {later_day}.</translation>
    </message>
    <message>
        <source>You give your own view here, without anything from the model. So nothing is accepted in groups.</source>
        <translation>Aqui dá-se a própria opinião, sem nada do modelo. Por isso nada é aceite em grupos.</translation>
    </message>
    <message>
        <source>You have no answers in force to sign.</source>
        <translation>Não há respostas próprias em vigor para assinar.</translation>
    </message>
    <message>
        <source>You have no decisions in force to sign.</source>
        <translation>Não há decisões próprias em vigor para assinar.</translation>
    </message>
    <message>
        <source>You have no permission to read this file.</source>
        <translation>Não há permissão para ler este ficheiro.</translation>
    </message>
    <message>
        <source>you have no permission to write there</source>
        <translation>não há permissão para escrever aí</translation>
    </message>
    <message>
        <source>you have no permission to write there, or another program has the file open</source>
        <translation>não há permissão para escrever aí, ou outro programa tem o ficheiro aberto</translation>
    </message>
    <message>
        <source>You have worked {time} today.</source>
        <translation>{time} de trabalho hoje.</translation>
    </message>
    <message>
        <source>You have worked {time} without a rest.</source>
        <translation>{time} de trabalho sem descanso.</translation>
    </message>
    <message numerus="yes">
        <source>You labelled {n:,} samples {called} before {since}. Show them again?</source>
        <comment>You labelled {n:,} sample {called} before {since}. Show it again?</comment>
        <translation>
            <numerusform>Etiquetou {n:,} amostra {called} antes de {since}. Mostrá-la de novo?</numerusform>
            <numerusform>Etiquetou {n:,} amostras {called} antes de {since}. Mostrá-las de novo?</numerusform>
        </translation>
    </message>
    <message>
        <source>You left it out of a group on the Batch page.</source>
        <translation>Ficou fora de um grupo na página Lotes.</translation>
    </message>
    <message>
        <source>You locked it.</source>
        <translation>Foi bloqueado manualmente.</translation>
    </message>
    <message numerus="yes">
        <source>You sign your {n:,} answers as they are now.</source>
        <comment>You sign your 1 answer.</comment>
        <translation>
            <numerusform>Assina 1 resposta própria.</numerusform>
            <numerusform>Assina {n:,} respostas próprias tal como estão agora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You sign your {n:,} decisions as they are now.</source>
        <comment>You sign your 1 decision.</comment>
        <translation>
            <numerusform>Assina 1 decisão própria.</numerusform>
            <numerusform>Assina {n:,} decisões próprias tal como estão agora.</numerusform>
        </translation>
    </message>
    <message>
        <source>You took your answer back. Answer it anew.</source>
        <translation>A resposta foi anulada. Responder de novo.</translation>
    </message>
    <message>
        <source>You work independently here, so the model is not asked.</source>
        <translation>Aqui trabalha-se de forma independente, pelo que o modelo não é consultado.</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Resposta própria</translation>
    </message>
    <message>
        <source>your answer</source>
        <translation>resposta própria</translation>
    </message>
    <message>
        <source>Your answers</source>
        <translation>Respostas próprias</translation>
    </message>
    <message>
        <source>Your comment</source>
        <translation>Comentário próprio</translation>
    </message>
    <message>
        <source>Your labels are kept. Then close the project and open it again.</source>
        <translation>As etiquetas estão guardadas. Depois fechar o projeto e abri-lo de novo.</translation>
    </message>
    <message>
        <source>Your labels could not be looked through. Labelling goes on.</source>
        <translation>Não foi possível rever as etiquetas. Pode continuar-se a etiquetar.</translation>
    </message>
    <message>
        <source>Your name or a pseudonym. It stands beside each of your labels.</source>
        <translation>O próprio nome ou um pseudónimo. Fica junto de cada etiqueta.</translation>
    </message>
    <message>
        <source>Your own answer first</source>
        <translation>Primeiro responder</translation>
    </message>
    <message>
        <source>Your own answer is among {among}. It is not marked, so it does not weigh more.</source>
        <translation>A própria resposta está entre {among}. Não está marcada, para não pesar mais.</translation>
    </message>
    <message>
        <source>Your own answer: {answer}. It is kept with the decision.</source>
        <translation>A própria resposta: {answer}. Fica guardada com a decisão.</translation>
    </message>
    <message>
        <source>Your own events and those of the protocol, the newest first: in this study you do not see the others.</source>
        <translation>Os próprios eventos e os do protocolo, do mais recente para o mais antigo: neste estudo não se veem os dos outros.</translation>
    </message>
    <message>
        <source>your own image model</source>
        <translation>o próprio modelo de imagem</translation>
    </message>
    <message>
        <source>Your own label comes first</source>
        <translation>A própria etiqueta vem primeiro</translation>
    </message>
    <message>
        <source>Your own view</source>
        <translation>Opinião própria</translation>
    </message>
    <message>
        <source>Your passphrase so far</source>
        <translation>Frase-passe atual</translation>
    </message>
    <message>
        <source>Your passphrase was changed.</source>
        <translation>A frase-passe própria foi alterada.</translation>
    </message>
    <message>
        <source>Your sessions are in {name}.</source>
        <translation>As sessões estão em {name}.</translation>
    </message>
    <message>
        <source>your share of the disk is full</source>
        <translation>a quota de disco está cheia</translation>
    </message>
    <message>
        <source>Your stop rule</source>
        <translation>Regra de paragem</translation>
    </message>
    <message>
        <source>Your stop rule, about {labels:,}</source>
        <translation>Regra de paragem, cerca de {labels:,}</translation>
    </message>
    <message>
        <source>Your time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>zoom</translation>
    </message>
    <message>
        <source>Zoom at the pointer, or whole text (hold)</source>
        <translation>Ampliar no ponteiro, ou texto inteiro (manter)</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <source>Zoom in, out</source>
        <translation>Ampliar, reduzir</translation>
    </message>
    <message>
        <source>Zoom or peek (hold)</source>
        <translation>Zoom ou espreitar (manter)</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Reduzir</translation>
    </message>
    <message>
        <source>{all} and {last}</source>
        <translation>{all} e {last}</translation>
    </message>
    <message>
        <source>{amount}, likely {range}</source>
        <translation>{amount}, provável {range}</translation>
    </message>
    <message>
        <source>{answers}, neither knowing of the other</source>
        <translation>{answers}, sem que uma soubesse da outra</translation>
    </message>
    <message>
        <source>{answer} for {many:,}</source>
        <translation>{answer} para {many:,}</translation>
    </message>
    <message>
        <source>{a} and {b} in {other:,} of {n:,}</source>
        <translation>{a} e {b} em {other:,} de {n:,}</translation>
    </message>
    <message>
        <source>{broken} cannot be read.</source>
        <translation>Não é possível ler {broken}.</translation>
    </message>
    <message>
        <source>{changed}, {taken:,} to what was suggested</source>
        <translation>{changed}, {taken:,} para o que foi sugerido</translation>
    </message>
    <message numerus="yes">
        <source>{changes}; and {n:,} more</source>
        <comment>{changes}; and {n:,} more</comment>
        <translation>
            <numerusform>{changes}; e mais {n:,}</numerusform>
            <numerusform>{changes}; e mais {n:,}</numerusform>
        </translation>
    </message>
    <message>
        <source>{choice}, key {key}</source>
        <translation>{choice}, tecla {key}</translation>
    </message>
    <message>
        <source>{count:,} samples selected</source>
        <translation>{count:,} amostras selecionadas</translation>
    </message>
    <message>
        <source>{count:,} samples: {words}.</source>
        <translation>{count:,} amostras: {words}.</translation>
    </message>
    <message>
        <source>{count} audit answers are needed.</source>
        <translation>São precisas {count} respostas de auditoria.</translation>
    </message>
    <message>
        <source>{count} comparisons of successive models are needed.</source>
        <translation>São precisas {count} comparações de modelos sucessivos.</translation>
    </message>
    <message>
        <source>{count} from {of}.</source>
        <translation>{count} de {of}.</translation>
    </message>
    <message>
        <source>{count} labelled</source>
        <translation>{count} etiquetadas</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation>{day} {month}</translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <comment>month in full</comment>
        <translation>{day} de {month}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <comment>month in full</comment>
        <translation>{day} de {month} de {year}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{decided:,} have a decision; those were the disputed ones.</source>
        <translation>{decided:,} têm uma decisão; eram as controversas.</translation>
    </message>
    <message numerus="yes">
        <source>{defined:,} of {n:,} classes are defined, {rules}.</source>
        <comment>{defined} of {n} class is defined, {rules}.</comment>
        <translation>
            <numerusform>{defined} de {n} classe está definida, {rules}.</numerusform>
            <numerusform>{defined:,} de {n:,} classes estão definidas, {rules}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done:,} of {pool:,}</source>
        <translation>{done:,} de {pool:,}</translation>
    </message>
    <message>
        <source>{done:,} of {pool:,} labelled</source>
        <translation>{done:,} de {pool:,} etiquetadas</translation>
    </message>
    <message>
        <source>{done}: {what} on {sample}.</source>
        <translation>{done}: {what} em {sample}.</translation>
    </message>
    <message>
        <source>{done}: {what}.</source>
        <translation>{done}: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>{effort} ({n:,} labels)</source>
        <comment>{effort} ({n:,} label)</comment>
        <translation>
            <numerusform>{effort} ({n:,} etiqueta)</numerusform>
            <numerusform>{effort} ({n:,} etiquetas)</numerusform>
        </translation>
    </message>
    <message>
        <source>{error} Change it on the Protocol page first.</source>
        <translation>{error} Alterá-lo primeiro na página Protocolo.</translation>
    </message>
    <message>
        <source>{error} It can be tried again in the settings.</source>
        <translation>{error} Pode tentar-se de novo nas definições.</translation>
    </message>
    <message>
        <source>{error} The file is {file}.</source>
        <translation>{error} O ficheiro é {file}.</translation>
    </message>
    <message>
        <source>{events:,} events in {chains:,} chains, {state}</source>
        <translation>{events:,} eventos em {chains:,} cadeias, {state}</translation>
    </message>
    <message>
        <source>{event} at {labels:,} labels, so what was known before no longer counts</source>
        <translation>{event}, às {labels:,} etiquetas, e o que se sabia antes deixa de contar</translation>
    </message>
    <message>
        <source>{event} at {labels:,} labels: checkpoints before it are not counted.</source>
        <translation>{event}, às {labels:,} etiquetas: os pontos de controlo anteriores não contam.</translation>
    </message>
    <message>
        <source>{field} of the reason {name}</source>
        <translation>{field} da razão {name}</translation>
    </message>
    <message>
        <source>{field} of {name}</source>
        <translation>{field} de {name}</translation>
    </message>
    <message>
        <source>{file} cannot be read.</source>
        <translation>{file} não pode ser lido.</translation>
    </message>
    <message>
        <source>{file} names no classes. Its guideline was loaded in the next step.</source>
        <translation>{file} não indica classes. O seu guia foi carregado no passo seguinte.</translation>
    </message>
    <message>
        <source>{file} says {name}. Enter takes it, the right arrow keeps yours.</source>
        <translation>{file} diz {name}. Enter adota essa resposta, a seta direita mantém a própria.</translation>
    </message>
    <message>
        <source>{file} was taken over. Undo takes all of it back.</source>
        <translation>{file} foi adotado. Anular desfaz tudo.</translation>
    </message>
    <message>
        <source>{first:,} to {last:,} of {n:,} events</source>
        <translation>{first:,} a {last:,} de {n:,} eventos</translation>
    </message>
    <message>
        <source>{first:.1f} s for each image at first, {last:.1f} s at the end; between {least:.1f} and {most:.1f} s over {minutes:.0f} min.</source>
        <translation>{first:.1f} s por imagem no início, {last:.1f} s no fim; entre {least:.1f} e {most:.1f} s ao longo de {minutes:.0f} min.</translation>
    </message>
    <message>
        <source>{first:.1f} s for each text at first, {last:.1f} s at the end; between {least:.1f} and {most:.1f} s over {minutes:.0f} min.</source>
        <translation>{first:.1f} s por texto no início, {last:.1f} s no fim; entre {least:.1f} e {most:.1f} s ao longo de {minutes:.0f} min.</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} e {last}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} e {second}</translation>
    </message>
    <message>
        <source>{first} and {second}, {words}</source>
        <translation>{first} e {second}, {words}</translation>
    </message>
    <message>
        <source>{first} or {second}?</source>
        <translation>{first} ou {second}?</translation>
    </message>
    <message>
        <source>{first} with their own earlier answers, {words}</source>
        <translation>{first} com as próprias respostas anteriores, {words}</translation>
    </message>
    <message>
        <source>{folder} is not an empty folder.</source>
        <translation>{folder} não é uma pasta vazia.</translation>
    </message>
    <message>
        <source>{found:,} found; {screened:,} of {pool:,} samples screened.</source>
        <translation>{found:,} encontradas; {screened:,} de {pool:,} amostras vistas.</translation>
    </message>
    <message>
        <source>{found}.</source>
        <translation>{found}.</translation>
    </message>
    <message>
        <source>{free:,.0f} GB free</source>
        <translation>{free:,.0f} GB livres</translation>
    </message>
    <message>
        <source>{free:,.0f} MB free</source>
        <translation>{free:,.0f} MB livres</translation>
    </message>
    <message>
        <source>{gain}, which prevents more errors than it costs</source>
        <translation>{gain}, o que evita mais erros do que custa</translation>
    </message>
    <message>
        <source>{gain}; the goal of {goal} is not sure with 95 % confidence yet: {audit}.</source>
        <translation>{gain}; o objetivo de {goal} ainda não é seguro com 95 % de confiança: {audit}.</translation>
    </message>
    <message>
        <source>{gain}; the next point may cost {price:,.10g} and does not surely cost more</source>
        <translation>{gain}; o próximo ponto pode custar {price:,.10g} e não custa seguramente mais</translation>
    </message>
    <message>
        <source>{gain}; the rule is to stop when it is surely less than {points:g}</source>
        <translation>{gain}; a regra é parar quando for seguramente menos de {points:g}</translation>
    </message>
    <message>
        <source>{group}, more</source>
        <translation>{group}, mais</translation>
    </message>
    <message>
        <source>{hours:,} h</source>
        <translation>{hours:,} h</translation>
    </message>
    <message>
        <source>{hours:,} h {minutes} min</source>
        <translation>{hours:,} h {minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{images} and {texts}</source>
        <translation>{images} e {texts}</translation>
    </message>
    <message>
        <source>{images} and {texts} found so far.</source>
        <translation>Encontrados até agora: {images} e {texts}.</translation>
    </message>
    <message>
        <source>{images} and {texts} found.</source>
        <translation>Encontrados: {images} e {texts}.</translation>
    </message>
    <message>
        <source>{key} always means “{title}”.</source>
        <translation>{key} significa sempre “{title}”.</translation>
    </message>
    <message>
        <source>{key} is needed in lists and on buttons and cannot be used for this.</source>
        <translation>{key} é precisa em listas e botões e não pode ser usada para isto.</translation>
    </message>
    <message>
        <source>{key} is needed while typing in a field and cannot be used.</source>
        <translation>{key} é precisa ao escrever num campo e não pode ser usada.</translation>
    </message>
    <message>
        <source>{key} moves between fields and cannot be used.</source>
        <translation>{key} passa de um campo a outro e não pode ser usada.</translation>
    </message>
    <message>
        <source>{kind} is off: {why}</source>
        <translation>{kind} está desligado: {why}</translation>
    </message>
    <message>
        <source>{kind} of labels</source>
        <translation>{kind} de etiquetas</translation>
    </message>
    <message>
        <source>{known:,} samples have a known answer.</source>
        <translation>{known:,} amostras têm uma resposta conhecida.</translation>
    </message>
    <message>
        <source>{labels:,} labels</source>
        <translation>{labels:,} etiquetas</translation>
    </message>
    <message>
        <source>{labels:,} labels: {accuracy:.1f} %</source>
        <translation>{labels:,} etiquetas: {accuracy:.1f} %</translation>
    </message>
    <message>
        <source>{labels:,} labels: {accuracy:.1f} % expected</source>
        <translation>{labels:,} etiquetas: {accuracy:.1f} % esperados</translation>
    </message>
    <message>
        <source>{labels} more labels bring less than {points:g} points, {sure}.</source>
        <translation>Mais {labels} etiquetas trazem menos de {points:g} pontos, {sure}.</translation>
    </message>
    <message>
        <source>{labels} more labels cost more than the errors that they prevent, {sure}.</source>
        <translation>Mais {labels} etiquetas custam mais do que os erros que evitam, {sure}.</translation>
    </message>
    <message>
        <source>{lacking:,} of {pool:,} samples have no features yet, on which the learning curve rests. Open the project in the window until it has read them, and make the report again.</source>
        <translation>{lacking:,} de {pool:,} amostras ainda não têm características, em que assenta a curva de aprendizagem. Deixe o projeto aberto na janela até as ter lido, e faça o relatório de novo.</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>{least} a {most}</translation>
    </message>
    <message>
        <source>{left:,} of {all:,} are as they were signed.</source>
        <translation>{left:,} de {all:,} estão como foram assinadas.</translation>
    </message>
    <message>
        <source>{left_out}; they are left out.</source>
        <translation>{left_out}; não são contadas.</translation>
    </message>
    <message>
        <source>{length} min break</source>
        <translation>Pausa de {length} min</translation>
    </message>
    <message>
        <source>{low:.2f} to {high:.2f}</source>
        <translation>{low:.2f} a {high:.2f}</translation>
    </message>
    <message>
        <source>{low} or more</source>
        <translation>{low} ou mais</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} a {high}</translation>
    </message>
    <message>
        <source>{many:,} answers</source>
        <translation>{many:,} respostas</translation>
    </message>
    <message>
        <source>{many:,} backups in {folders} are not encrypted: delete those that are not needed.</source>
        <translation>{many:,} cópias de segurança em {folders} não estão cifradas: eliminar as que não forem necessárias.</translation>
    </message>
    <message>
        <source>{many:,} characters</source>
        <translation>{many:,} carateres</translation>
    </message>
    <message>
        <source>{many} annotators have answered; no sample was answered by two of them.</source>
        <translation>{many} anotadores responderam; nenhuma amostra foi respondida por dois deles.</translation>
    </message>
    <message>
        <source>{many} answers</source>
        <translation>{many} respostas</translation>
    </message>
    <message>
        <source>{many} different answers</source>
        <translation>{many} respostas diferentes</translation>
    </message>
    <message>
        <source>{many} versions of the protocol</source>
        <translation>{many} versões do protocolo</translation>
    </message>
    <message>
        <source>{measure}, 95 % range and samples in common. The diagonal is each with their own repeats.</source>
        <translation>{measure}, intervalo de 95 % e amostras em comum. Na diagonal, cada um com as próprias repetições.</translation>
    </message>
    <message>
        <source>{measure}, ordinal</source>
        <translation>{measure}, ordinal</translation>
    </message>
    <message>
        <source>{measure}, samples chosen by the model</source>
        <translation>{measure}, amostras escolhidas pelo modelo</translation>
    </message>
    <message>
        <source>{median:.1f} s {of} (half take longer; {low:.1f} to {high:.1f} with 95 % confidence)</source>
        <translation>{median:.1f} s {of} (metade demora mais; {low:.1f} a {high:.1f} com 95 % de confiança)</translation>
    </message>
    <message numerus="yes">
        <source>{median:.1f} s {of} ({n} answers, too few for a range)</source>
        <comment>{median:.1f} s {of} ({n} answers, too few for a range)</comment>
        <translation>
            <numerusform>{median:.1f} s {of} ({n} resposta, pouco para um intervalo)</numerusform>
            <numerusform>{median:.1f} s {of} ({n} respostas, pouco para um intervalo)</numerusform>
        </translation>
    </message>
    <message>
        <source>{minutes:.0f} min: {seconds:.1f} s</source>
        <translation>{minutes:.0f} min: {seconds:.1f} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{model}: {name}, {share} percent of the votes.</source>
        <translation>{model}: {name}, {share} por cento dos votos.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,.0f} changed</source>
        <comment>{n:,.0f} changed</comment>
        <translation>
            <numerusform>{n:,.0f} alterada</numerusform>
            <numerusform>{n:,.0f} alteradas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,.0f} labels</source>
        <comment>{n:,.0f} label</comment>
        <translation>
            <numerusform>{n:,.0f} etiqueta</numerusform>
            <numerusform>{n:,.0f} etiquetas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} annotators gave {given:,} annotations to {done:,} samples {when}.</source>
        <comment>{n} annotator gave {given:,} annotations to {done:,} samples {when}.</comment>
        <translation>
            <numerusform>{n} anotador deu {given:,} anotações a {done:,} amostras {when}.</numerusform>
            <numerusform>{n:,} anotadores deram {given:,} anotações a {done:,} amostras {when}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} annotators have</source>
        <comment>{n} annotator has</comment>
        <translation>
            <numerusform>{n} anotador anotou</numerusform>
            <numerusform>{n:,} anotadores anotaram</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} answers were given to samples that their annotators had answered before, without a sign.</source>
        <comment>{n} answer was given to a sample that its annotator had answered before, without a sign.</comment>
        <translation>
            <numerusform>{n} resposta foi dada a uma amostra a que o anotador já tinha respondido, sem qualquer sinal.</numerusform>
            <numerusform>{n:,} respostas foram dadas a amostras a que os anotadores já tinham respondido, sem qualquer sinal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} are exact copies</source>
        <comment>{n:,} is an exact copy</comment>
        <translation>
            <numerusform>{n:,} é cópia exata</numerusform>
            <numerusform>{n:,} são cópias exatas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} are left to look at.</source>
        <comment>{n} is left to look at.</comment>
        <translation>
            <numerusform>Falta rever {n}.</numerusform>
            <numerusform>Falta rever {n:,}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} are set aside: Samples &gt; Set aside.</source>
        <comment>{n:,} is set aside: Samples &gt; Set aside.</comment>
        <translation>
            <numerusform>{n:,} está posta de parte: Amostras &gt; Postas de parte.</numerusform>
            <numerusform>{n:,} estão postas de parte: Amostras &gt; Postas de parte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} back again</source>
        <comment>{n:,} back again</comment>
        <translation>
            <numerusform>{n:,} de volta</numerusform>
            <numerusform>{n:,} de volta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} backups, {size}. The newest is of {moment}.</source>
        <comment>{n:,} backup, {size}. The newest is of {moment}.</comment>
        <translation>
            <numerusform>{n:,} cópia de segurança, {size}. A mais recente é de {moment}.</numerusform>
            <numerusform>{n:,} cópias de segurança, {size}. A mais recente é de {moment}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} cannot be read</source>
        <comment>{n:,} cannot be read</comment>
        <translation>
            <numerusform>{n:,} não pode ser lida</numerusform>
            <numerusform>{n:,} não podem ser lidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} checkpoints that follow too closely on another are not looked at.</source>
        <comment>{n:,} checkpoint that follows too closely on another is not looked at.</comment>
        <translation>
            <numerusform>{n:,} ponto de controlo demasiado próximo de outro não é considerado.</numerusform>
            <numerusform>{n:,} pontos de controlo demasiado próximos de outros não são considerados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} classes</source>
        <comment>{n} class</comment>
        <translation>
            <numerusform>{n} classe</numerusform>
            <numerusform>{n:,} classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} classes have folders of other names, since none can be called so: labels.csv has both.</source>
        <comment>{n:,} class has a folder of another name, since none can be called so: labels.csv has both.</comment>
        <translation>
            <numerusform>{n:,} classe tem uma pasta com outro nome, pois nenhuma pode chamar-se assim: labels.csv tem ambos.</numerusform>
            <numerusform>{n:,} classes têm pastas com outros nomes, pois nenhuma pode chamar-se assim: labels.csv tem ambos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} classes of which no figure is defined are left out.</source>
        <comment>{n} class of which no figure is defined is left out.</comment>
        <translation>
            <numerusform>Fica de fora {n} classe sem nenhum valor definido.</numerusform>
            <numerusform>Ficam de fora {n:,} classes sem nenhum valor definido.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} conflicts are kept and shown in Samples.</source>
        <comment>{n:,} conflict is kept and shown in Samples.</comment>
        <translation>
            <numerusform>{n:,} conflito fica guardado e é mostrado em Amostras.</numerusform>
            <numerusform>{n:,} conflitos ficam guardados e são mostrados em Amostras.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} decision rules</source>
        <comment>{n:,} decision rule</comment>
        <translation>
            <numerusform>{n:,} regra de decisão</numerusform>
            <numerusform>{n:,} regras de decisão</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} decision rules</source>
        <comment>{n} decision rule</comment>
        <translation>
            <numerusform>{n} regra de decisão</numerusform>
            <numerusform>{n:,} regras de decisão</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} deviations</source>
        <comment>{n:,} deviation</comment>
        <translation>
            <numerusform>{n:,} desvio</numerusform>
            <numerusform>{n:,} desvios</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} DICOM files became PNGs of 8 bits, as they are shown at first: their other windows, frames and headers are not in them.</source>
        <comment>{n:,} DICOM file became a PNG of 8 bits, as it is shown at first: its other windows, frames and header are not in it.</comment>
        <translation>
            <numerusform>{n:,} ficheiro DICOM passou a PNG de 8 bits, tal como é mostrado de início: as outras janelas, os outros fotogramas e o cabeçalho não estão nele.</numerusform>
            <numerusform>{n:,} ficheiros DICOM passaram a PNG de 8 bits, tal como são mostrados de início: as outras janelas, os outros fotogramas e os cabeçalhos não estão neles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} disputed samples were settled by an adjudicator, who answered before seeing the answers of the annotators.</source>
        <comment>{n} disputed sample was settled by an adjudicator, who answered before seeing the answers of the annotators.</comment>
        <translation>
            <numerusform>{n} amostra em disputa foi decidida por um adjudicador, que respondeu antes de ver as respostas dos anotadores.</numerusform>
            <numerusform>{n:,} amostras em disputa foram decididas por um adjudicador, que respondeu antes de ver as respostas dos anotadores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} entries could not be looked into.</source>
        <comment>{n:,} entry could not be looked into.</comment>
        <translation>
            <numerusform>{n:,} entrada não pôde ser vista.</numerusform>
            <numerusform>{n:,} entradas não puderam ser vistas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} events before this are one step</source>
        <comment>{n:,} event before this is one step</comment>
        <translation>
            <numerusform>{n:,} evento antes deste é um só passo</numerusform>
            <numerusform>{n:,} eventos antes deste são um só passo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files are links: what changes them changes the samples themselves.</source>
        <comment>{n:,} file is a link: what changes it changes the sample itself.</comment>
        <translation>
            <numerusform>{n:,} ficheiro é uma ligação: o que o alterar altera a própria amostra.</numerusform>
            <numerusform>{n:,} ficheiros são ligações: o que os alterar altera as próprias amostras.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files could not be read</source>
        <comment>{n} file could not be read</comment>
        <translation>
            <numerusform>Não foi possível ler {n} ficheiro</numerusform>
            <numerusform>Não foi possível ler {n:,} ficheiros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files of other kinds are left out.</source>
        <comment>{n:,} file of another kind is left out.</comment>
        <translation>
            <numerusform>{n:,} ficheiro de outro tipo fica de fora.</numerusform>
            <numerusform>{n:,} ficheiros de outros tipos ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files were copied into the project. Their folder is as it was.</source>
        <comment>{n:,} file was copied into the project. Its folder is as it was.</comment>
        <translation>
            <numerusform>{n:,} ficheiro foi copiado para o projeto. A sua pasta está como estava.</numerusform>
            <numerusform>{n:,} ficheiros foram copiados para o projeto. A sua pasta está como estava.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files were copied, since they cannot be linked.</source>
        <comment>{n:,} file was copied, since it cannot be linked.</comment>
        <translation>
            <numerusform>{n:,} ficheiro foi copiado, por não poder ser ligado.</numerusform>
            <numerusform>{n:,} ficheiros foram copiados, por não poderem ser ligados.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} files were written to the folder, where they lie unencrypted.</source>
        <comment>{n:,} file was written to the folder, where it lies unencrypted.</comment>
        <translation>
            <numerusform>{n:,} ficheiro foi escrito na pasta, onde está por cifrar.</numerusform>
            <numerusform>{n:,} ficheiros foram escritos na pasta, onde estão por cifrar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} have another answer, and the protocol asks why it is changed: change them on the Label page</source>
        <comment>{n:,} have another answer, and the protocol asks why it is changed: change them on the Label page</comment>
        <translation>
            <numerusform>{n:,} tem outra resposta, e o protocolo pergunta porque se altera: alterá-la na página Etiquetar</numerusform>
            <numerusform>{n:,} têm outra resposta, e o protocolo pergunta porque se altera: alterá-las na página Etiquetar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} have not been read yet, try again in a moment</source>
        <comment>{n:,} have not been read yet, try again in a moment</comment>
        <translation>
            <numerusform>{n:,} ainda não foi lida, tentar daqui a pouco</numerusform>
            <numerusform>{n:,} ainda não foram lidas, tentar daqui a pouco</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} images</source>
        <comment>{n:,} image</comment>
        <translation>
            <numerusform>{n:,} imagem</numerusform>
            <numerusform>{n:,} imagens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} images</source>
        <comment>{n} image</comment>
        <translation>
            <numerusform>{n} imagem</numerusform>
            <numerusform>{n:,} imagens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} images could not be read: their size in the file is 0.</source>
        <comment>{n:,} image could not be read: its size in the file is 0.</comment>
        <translation>
            <numerusform>{n:,} imagem não pôde ser lida: o seu tamanho no ficheiro é 0.</numerusform>
            <numerusform>{n:,} imagens não puderam ser lidas: o seu tamanho no ficheiro é 0.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} images found</source>
        <comment>{n} image found</comment>
        <translation>
            <numerusform>{n} imagem encontrada</numerusform>
            <numerusform>{n:,} imagens encontradas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} images that look alike. The model is {sure} sure of each one.</source>
        <comment>{n:,} image that look alike. The model is {sure} sure of each one.</comment>
        <translation>
            <numerusform>{n:,} imagem parecida. O modelo tem {sure} de certeza.</numerusform>
            <numerusform>{n:,} imagens parecidas. O modelo tem {sure} de certeza de cada uma.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} labels</source>
        <translation>{n:,} etiquetas</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels</source>
        <comment>{n:,} label</comment>
        <translation>
            <numerusform>{n:,} etiqueta</numerusform>
            <numerusform>{n:,} etiquetas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels changed.</source>
        <comment>Label changed.</comment>
        <translation>
            <numerusform>Etiqueta alterada.</numerusform>
            <numerusform>{n:,} etiquetas alteradas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels from {file} imported.</source>
        <comment>{n:,} label from {file} imported.</comment>
        <translation>
            <numerusform>{n:,} etiqueta de {file} importada.</numerusform>
            <numerusform>{n:,} etiquetas de {file} importadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels kept.</source>
        <comment>Label kept.</comment>
        <translation>
            <numerusform>Etiqueta mantida.</numerusform>
            <numerusform>{n:,} etiquetas mantidas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels match.</source>
        <comment>{n:,} label matches.</comment>
        <translation>
            <numerusform>{n:,} etiqueta corresponde.</numerusform>
            <numerusform>{n:,} etiquetas correspondem.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} labels taken over.</source>
        <comment>{n} label taken over.</comment>
        <translation>
            <numerusform>{n} etiqueta aceite.</numerusform>
            <numerusform>{n:,} etiquetas aceites.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} more</source>
        <translation>mais {n:,}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more are not listed until these are done.</source>
        <comment>{n:,} more are not listed until these are done.</comment>
        <translation>
            <numerusform>Mais {n:,} só aparece quando estas estiverem feitas.</numerusform>
            <numerusform>Mais {n:,} só aparecem quando estas estiverem feitas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more fields are not known here.</source>
        <comment>{n:,} more fields are not known here.</comment>
        <translation>
            <numerusform>Mais {n:,} campo não é conhecido aqui.</numerusform>
            <numerusform>Mais {n:,} campos não são conhecidos aqui.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more near copies of samples you answered: Samples &gt; Set aside can give the same answer.</source>
        <comment>{n:,} more near copy of samples you answered: Samples &gt; Set aside can give the same answer.</comment>
        <translation>
            <numerusform>Mais {n:,} cópia próxima de amostras respondidas: Amostras &gt; Postas de parte pode dar a mesma resposta.</numerusform>
            <numerusform>Mais {n:,} cópias próximas de amostras respondidas: Amostras &gt; Postas de parte pode dar a mesma resposta.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more rows</source>
        <comment>{n:,} more row</comment>
        <translation>
            <numerusform>mais {n:,} linha</numerusform>
            <numerusform>mais {n:,} linhas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more stay as proposed.</source>
        <comment>{n:,} more stays as proposed.</comment>
        <translation>
            <numerusform>Mais {n:,} fica como proposto.</numerusform>
            <numerusform>Mais {n:,} ficam como proposto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} more such pairs.</source>
        <comment>{n} more such pair.</comment>
        <translation>
            <numerusform>Mais {n} par assim.</numerusform>
            <numerusform>Mais {n:,} pares assim.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} more.</source>
        <translation>Mais {n:,}.</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} moved or changed</source>
        <comment>{n:,} moved or changed</comment>
        <translation>
            <numerusform>{n:,} movida ou alterada</numerusform>
            <numerusform>{n:,} movidas ou alteradas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} near copies have the answer of what they are like.</source>
        <comment>{n} near copy has the answer of what it is like.</comment>
        <translation>
            <numerusform>{n} cópia próxima tem a resposta da amostra a que se assemelha.</numerusform>
            <numerusform>{n:,} cópias próximas têm a resposta da amostra a que se assemelham.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} new</source>
        <comment>{n:,} new</comment>
        <translation>
            <numerusform>{n:,} nova</numerusform>
            <numerusform>{n:,} novas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} new annotations</source>
        <comment>{n:,} new annotation</comment>
        <translation>
            <numerusform>{n:,} nova anotação</numerusform>
            <numerusform>{n:,} novas anotações</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} no longer there</source>
        <comment>{n:,} no longer there</comment>
        <translation>
            <numerusform>{n:,} que já não está lá</numerusform>
            <numerusform>{n:,} que já não estão lá</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} of the {all:,} samples cannot be read and get no answer.</source>
        <translation>{n:,} das {all:,} amostras não podem ser lidas e ficam sem resposta.</translation>
    </message>
    <message>
        <source>{n:,} of {all:,}</source>
        <translation>{n:,} de {all:,}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} of {all:,} classes are defined, {rules}.</source>
        <comment>{n:,} of {all:,} classes is defined, {rules}.</comment>
        <translation>
            <numerusform>{n:,} de {all:,} classes está definida, {rules}.</numerusform>
            <numerusform>{n:,} de {all:,} classes estão definidas, {rules}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} of {all:,} done</source>
        <translation>{n:,} de {all:,} feitos</translation>
    </message>
    <message>
        <source>{n:,} of {name}</source>
        <translation>{n:,} de {name}</translation>
    </message>
    <message>
        <source>{n:,} offered</source>
        <translation>{n:,} oferecidas</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} pairs of colours close together: their shapes tell them apart</source>
        <comment>{n} pair of colours close together: their shapes tell them apart</comment>
        <translation>
            <numerusform>{n} par de cores próximas: as formas distinguem-nas</numerusform>
            <numerusform>{n:,} pares de cores próximas: as formas distinguem-nas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} pictures have their masks drawn over them.</source>
        <comment>{n:,} picture has its masks drawn over it.</comment>
        <translation>
            <numerusform>{n:,} imagem tem as suas máscaras desenhadas por cima.</numerusform>
            <numerusform>{n:,} imagens têm as suas máscaras desenhadas por cima.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} points, the newest {newest} %.</source>
        <comment>{n:,} point, the newest {newest} %.</comment>
        <translation>
            <numerusform>{n:,} ponto, o mais recente {newest} %.</numerusform>
            <numerusform>{n:,} pontos, o mais recente {newest} %.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} remarks:</source>
        <comment>{n:,} remark:</comment>
        <translation>
            <numerusform>{n:,} observação:</numerusform>
            <numerusform>{n:,} observações:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} rounds</source>
        <comment>{n} round</comment>
        <translation>
            <numerusform>{n} ronda</numerusform>
            <numerusform>{n:,} rondas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} rows do not.</source>
        <comment>{n:,} row does not.</comment>
        <translation>
            <numerusform>{n:,} linha não corresponde.</numerusform>
            <numerusform>{n:,} linhas não correspondem.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} rows were replaced by a later one for the same sample.</source>
        <comment>{n:,} row was replaced by a later one for the same sample.</comment>
        <translation>
            <numerusform>{n:,} linha foi substituída por outra posterior da mesma amostra.</numerusform>
            <numerusform>{n:,} linhas foram substituídas por outras posteriores da mesma amostra.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} sample files are inside the project.</source>
        <comment>{n} sample files are inside the project.</comment>
        <translation>
            <numerusform>{n} ficheiro de amostra está dentro do projeto.</numerusform>
            <numerusform>{n:,} ficheiros de amostras estão dentro do projeto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples</source>
        <comment>{n:,} sample</comment>
        <translation>
            <numerusform>{n:,} amostra</numerusform>
            <numerusform>{n:,} amostras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples</source>
        <comment>{n} sample</comment>
        <translation>
            <numerusform>{n} amostra</numerusform>
            <numerusform>{n:,} amostras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples are back in the queue.</source>
        <comment>{n} sample is back in the queue.</comment>
        <translation>
            <numerusform>{n} amostra está de novo na fila.</numerusform>
            <numerusform>{n:,} amostras estão de novo na fila.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples are left out of the queue again.</source>
        <comment>{n} sample is left out of the queue again.</comment>
        <translation>
            <numerusform>{n} amostra fica de novo fora da fila.</numerusform>
            <numerusform>{n:,} amostras ficam de novo fora da fila.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples are not worth labelling and left out.</source>
        <comment>{n:,} sample is not worth labelling and left out.</comment>
        <translation>
            <numerusform>{n:,} amostra não vale a pena etiquetar e fica de fora.</numerusform>
            <numerusform>{n:,} amostras não vale a pena etiquetar e ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples are set aside.</source>
        <comment>{n:,} sample is set aside.</comment>
        <translation>
            <numerusform>{n:,} amostra está de parte.</numerusform>
            <numerusform>{n:,} amostras estão de parte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples are sure enough, but no {smallest} of one class belong together.</source>
        <comment>{n:,} sample is sure enough, but no {smallest} of one class belong together.</comment>
        <translation>
            <numerusform>{n:,} amostra tem certeza suficiente, mas não há {smallest} de uma classe que fiquem juntas.</numerusform>
            <numerusform>{n:,} amostras têm certeza suficiente, mas não há {smallest} de uma classe que fiquem juntas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples are tied and left out.</source>
        <comment>{n:,} sample is tied and left out.</comment>
        <translation>
            <numerusform>{n:,} amostra está empatada e fica de fora.</numerusform>
            <numerusform>{n:,} amostras estão empatadas e ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples cannot be read and got none.</source>
        <comment>{n:,} sample cannot be read.</comment>
        <translation>
            <numerusform>{n:,} amostra não pode ser lida.</numerusform>
            <numerusform>{n:,} amostras não podem ser lidas e não receberam nenhuma.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples could not be read and are in labels.csv only.</source>
        <comment>{n:,} sample could not be read and is in labels.csv only.</comment>
        <translation>
            <numerusform>{n:,} amostra não pôde ser lida e está só em labels.csv.</numerusform>
            <numerusform>{n:,} amostras não puderam ser lidas e estão só em labels.csv.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples could not be read and are left out.</source>
        <comment>{n:,} sample could not be read and is left out.</comment>
        <translation>
            <numerusform>{n:,} amostra não pôde ser lida e fica de fora.</numerusform>
            <numerusform>{n:,} amostras não puderam ser lidas e ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples could not be read, have no features and are left out.</source>
        <comment>{n:,} sample could not be read, has no features and is left out.</comment>
        <translation>
            <numerusform>{n:,} amostra não pôde ser lida, não tem características e fica de fora.</numerusform>
            <numerusform>{n:,} amostras não puderam ser lidas, não têm características e ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples have another answer here.</source>
        <comment>{n:,} sample has another answer here.</comment>
        <translation>
            <numerusform>{n:,} amostra tem aqui outra resposta.</numerusform>
            <numerusform>{n:,} amostras têm aqui outra resposta.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples have another content in {name} than here: look at the answers to them again.</source>
        <comment>{n:,} sample has another content in {name} than here: look at the answers to them again.</comment>
        <translation>
            <numerusform>{n:,} amostra tem em {name} um conteúdo diferente do daqui: rever as respostas a ela.</numerusform>
            <numerusform>{n:,} amostras têm em {name} um conteúdo diferente do daqui: rever as respostas a elas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples have no answer that says what they are and are left out.</source>
        <comment>{n:,} sample has no answer that says what it is and is left out.</comment>
        <translation>
            <numerusform>{n:,} amostra não tem resposta que diga o que é e fica de fora.</numerusform>
            <numerusform>{n:,} amostras não têm resposta que diga o que são e ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples have two answers of one annotator, neither of which had seen the other; until one is chosen they count in no figure of agreement.</source>
        <comment>{n} sample has two answers of one annotator, neither of which had seen the other; until one is chosen it counts in neither figure of agreement.</comment>
        <translation>
            <numerusform>{n} amostra tem duas respostas de um anotador, nenhuma das quais viu a outra; até se escolher uma não conta em nenhum valor de concordância.</numerusform>
            <numerusform>{n:,} amostras têm duas respostas de um anotador, nenhuma das quais viu a outra; até se escolher uma não contam em nenhum valor de concordância.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples labelled.</source>
        <comment>{n:,} sample labelled.</comment>
        <translation>
            <numerusform>{n:,} amostra etiquetada.</numerusform>
            <numerusform>{n:,} amostras etiquetadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples left out again</source>
        <comment>{n:,} sample left out again</comment>
        <translation>
            <numerusform>{n:,} amostra de novo fora da fila</numerusform>
            <numerusform>{n:,} amostras de novo fora da fila</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} samples of the overlap set each</source>
        <translation>{n:,} amostras do conjunto comum cada um</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples of this group are answered, set aside or gone.</source>
        <comment>{n:,} sample of this group is answered, set aside or gone.</comment>
        <translation>
            <numerusform>{n:,} amostra deste grupo já está respondida, posta de parte ou ausente.</numerusform>
            <numerusform>{n:,} amostras deste grupo já estão respondidas, postas de parte ou ausentes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples of “{name}” are found: with 95 % confidence these are at least 95 % of all.</source>
        <comment>{n:,} sample of “{name}” is found: with 95 % confidence these are at least 95 % of all.</comment>
        <translation>
            <numerusform>Encontrada {n:,} amostra de “{name}”: com 95 % de confiança é pelo menos 95 % de todas.</numerusform>
            <numerusform>Encontradas {n:,} amostras de “{name}”: com 95 % de confiança são pelo menos 95 % de todas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples of “{name}” are found; more than 5 % of all may still be missing.</source>
        <comment>{n:,} sample of “{name}” is found; more than 5 % of all may still be missing.</comment>
        <translation>
            <numerusform>Encontrada {n:,} amostra de “{name}”; podem ainda faltar mais de 5 % de todas.</numerusform>
            <numerusform>Encontradas {n:,} amostras de “{name}”; podem ainda faltar mais de 5 % de todas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples put back</source>
        <comment>{n:,} sample put back</comment>
        <translation>
            <numerusform>{n:,} amostra de volta à fila</numerusform>
            <numerusform>{n:,} amostras de volta à fila</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples that are shown</source>
        <comment>{n:,} sample that is shown</comment>
        <translation>
            <numerusform>{n:,} amostra que é mostrada</numerusform>
            <numerusform>{n:,} amostras que são mostradas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples were answered by several annotators and are left out.</source>
        <comment>{n:,} sample was answered by several annotators and is left out.</comment>
        <translation>
            <numerusform>{n:,} amostra foi respondida por vários anotadores e fica de fora.</numerusform>
            <numerusform>{n:,} amostras foram respondidas por vários anotadores e ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples were left open by their adjudicators and are left out.</source>
        <comment>{n:,} sample was left open by its adjudicator and is left out.</comment>
        <translation>
            <numerusform>{n:,} amostra foi deixada em aberto pelo seu adjudicador e fica de fora.</numerusform>
            <numerusform>{n:,} amostras foram deixadas em aberto pelos seus adjudicadores e ficam de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples were set aside: Samples &gt; Set aside.</source>
        <comment>{n:,} sample was set aside: Samples &gt; Set aside.</comment>
        <translation>
            <numerusform>{n:,} amostra foi posta de parte: Amostras &gt; Postas de parte.</numerusform>
            <numerusform>{n:,} amostras foram postas de parte: Amostras &gt; Postas de parte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples with two answers of one annotator, neither of which had seen the other, are left out until one is chosen.</source>
        <comment>{n:,} sample with two answers of one annotator, neither of which had seen the other, is left out until one is chosen.</comment>
        <translation>
            <numerusform>{n:,} amostra com duas respostas de um anotador, dadas sem ver a outra, não é contada até se escolher uma.</numerusform>
            <numerusform>{n:,} amostras com duas respostas de um anotador, dadas sem ver a outra, não são contadas até se escolher uma.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} samples without a class are in labels.csv only.</source>
        <comment>{n:,} sample without a class is in labels.csv only.</comment>
        <translation>
            <numerusform>{n:,} amostra sem classe está só em labels.csv.</numerusform>
            <numerusform>{n:,} amostras sem classe estão só em labels.csv.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:,} set aside</source>
        <translation>{n:,} de parte</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} shared samples, too few to judge</source>
        <comment>{n:,} shared sample, too few to judge</comment>
        <translation>
            <numerusform>{n:,} amostra partilhada, insuficiente para avaliar</numerusform>
            <numerusform>{n:,} amostras partilhadas, insuficientes para avaliar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} suggestions from {file} imported.</source>
        <comment>{n:,} suggestion from {file} imported.</comment>
        <translation>
            <numerusform>{n:,} sugestão de {file} importada.</numerusform>
            <numerusform>{n:,} sugestões de {file} importadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} texts</source>
        <comment>{n:,} text</comment>
        <translation>
            <numerusform>{n:,} texto</numerusform>
            <numerusform>{n:,} textos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} texts</source>
        <comment>{n} text</comment>
        <translation>
            <numerusform>{n} texto</numerusform>
            <numerusform>{n:,} textos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} texts could not be read and are empty in the file.</source>
        <comment>{n:,} text could not be read and is empty in the file.</comment>
        <translation>
            <numerusform>{n:,} texto não pôde ser lido e está vazio no ficheiro.</numerusform>
            <numerusform>{n:,} textos não puderam ser lidos e estão vazios no ficheiro.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} texts found</source>
        <comment>{n} text found</comment>
        <translation>
            <numerusform>{n} texto encontrado</numerusform>
            <numerusform>{n:,} textos encontrados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} texts that read alike. The model is {sure} sure of each one.</source>
        <comment>{n:,} text that read alike. The model is {sure} sure of each one.</comment>
        <translation>
            <numerusform>{n:,} texto parecido. O modelo tem {sure} de certeza.</numerusform>
            <numerusform>{n:,} textos parecidos. O modelo tem {sure} de certeza de cada um.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} votes</source>
        <comment>{n:,} vote</comment>
        <translation>
            <numerusform>{n:,} voto</numerusform>
            <numerusform>{n:,} votos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} words</source>
        <comment>{n} word</comment>
        <translation>
            <numerusform>{n} palavra</numerusform>
            <numerusform>{n:,} palavras</numerusform>
        </translation>
    </message>
    <message>
        <source>{n:.0%} done</source>
        <translation>{n:.0%} feito</translation>
    </message>
    <message numerus="yes">
        <source>{n:g} points</source>
        <comment>{n:g} point</comment>
        <translation>
            <numerusform>{n:g} ponto</numerusform>
            <numerusform>{n:g} pontos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} ({who}) signed {n:,} samples: {meaning}</source>
        <comment>{name} ({who}) signed {n:,} sample: {meaning}</comment>
        <translation>
            <numerusform>{name} ({who}) assinou {n:,} amostra: {meaning}</numerusform>
            <numerusform>{name} ({who}) assinou {n:,} amostras: {meaning}</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} already counts as {other}. Bring it back first.</source>
        <translation>{name} já conta como {other}. Traga-a de volta primeiro.</translation>
    </message>
    <message>
        <source>{name} becomes what it was on {when}, with {labels}. The file as it is now is kept under another name.</source>
        <translation>{name} volta a ser o que era em {when}, com {labels}. O ficheiro tal como está agora fica guardado com outro nome.</translation>
    </message>
    <message>
        <source>{name} beside the project is damaged: its samples cannot be read.</source>
        <translation>{name}, ao lado do projeto, está danificado: não é possível ler as suas amostras.</translation>
    </message>
    <message>
        <source>{name} can have {most:,} characters, not {given:,}.</source>
        <translation>{name} pode ter {most:,} carateres, não {given:,}.</translation>
    </message>
    <message>
        <source>{name} can open this project now.</source>
        <translation>{name} pode agora abrir este projeto.</translation>
    </message>
    <message>
        <source>{name} can then no longer open this project. What {name} labelled stays.</source>
        <translation>{name} deixa de poder abrir este projeto. O que {name} etiquetou fica.</translation>
    </message>
    <message>
        <source>{name} cannot be an example: it belongs to a random set that measures accuracy or agreement, and an example would give its answer away.</source>
        <translation>{name} não pode ser um exemplo: pertence a um conjunto aleatório que mede a exatidão ou a concordância, e um exemplo revelaria a resposta.</translation>
    </message>
    <message>
        <source>{name} cannot be given the role {role}.</source>
        <translation>{name} não pode receber o papel {role}.</translation>
    </message>
    <message>
        <source>{name} cannot be handed out: {reason}.{left}</source>
        <translation>Não é possível entregar {name}: {reason}.{left}</translation>
    </message>
    <message>
        <source>{name} cannot be handed out: {words}</source>
        <translation>Não é possível entregar {name}: {words}</translation>
    </message>
    <message>
        <source>{name} cannot be looked into. Nothing was written.</source>
        <translation>Não é possível ver o que há em {name}. Nada foi escrito.</translation>
    </message>
    <message>
        <source>{name} cannot be merged into itself.</source>
        <translation>{name} não pode ser junta a si própria.</translation>
    </message>
    <message>
        <source>{name} cannot be merged into, and nothing was changed: {reason}.</source>
        <translation>Não é possível juntar a {name}, e nada foi alterado: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be merged into: {words}</source>
        <translation>Não é possível juntar a {name}: {words}</translation>
    </message>
    <message>
        <source>{name} cannot be read to its end, and nothing was merged.</source>
        <translation>Não é possível ler {name} até ao fim, e nada foi juntado.</translation>
    </message>
    <message>
        <source>{name} cannot be read to its end: {reason}.</source>
        <translation>Não é possível ler {name} até ao fim: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read, so its labels cannot be looked through.</source>
        <translation>Não é possível ler {name}, pelo que as etiquetas não podem ser verificadas.</translation>
    </message>
    <message>
        <source>{name} cannot be read, so the agreement is not known.</source>
        <translation>Não é possível ler {name}, pelo que a concordância não é conhecida.</translation>
    </message>
    <message>
        <source>{name} cannot be read, so the progress is not known.</source>
        <translation>Não é possível ler {name}, pelo que não se conhece o progresso.</translation>
    </message>
    <message>
        <source>{name} cannot be read, so there is no report.</source>
        <translation>Não é possível ler {name}, pelo que não há relatório.</translation>
    </message>
    <message>
        <source>{name} cannot be read: it is not an ordinary file.</source>
        <translation>Não é possível ler {name}: não é um ficheiro normal.</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>Não é possível ler {name}: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be run: {reason}</source>
        <translation>Não é possível executar {name}: {reason}</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a class.</source>
        <translation>{name} não pode ser o nome de uma classe.</translation>
    </message>
    <message>
        <source>{name} contradicts this project in one chain: one of the two was changed by hand, or both come from one copy in which work went on twice. Nothing was merged.</source>
        <translation>{name} contradiz este projeto numa cadeia: um dos dois foi alterado à mão, ou ambos vêm de uma cópia em que o trabalho prosseguiu duas vezes. Nada foi juntado.</translation>
    </message>
    <message>
        <source>{name} could not be removed again: do not use it.</source>
        <translation>Não foi possível remover {name}: não o usar.</translation>
    </message>
    <message>
        <source>{name} counts {events:,} events, more than {most:,}. No project comes to that.</source>
        <translation>{name} conta {events:,} eventos, mais de {most:,}. Nenhum projeto chega a tanto.</translation>
    </message>
    <message>
        <source>{name} gets the key {place} instead of {key}: keys follow the order of the classes.</source>
        <translation>{name} recebe a tecla {place} em vez de {key}: as teclas seguem a ordem das classes.</translation>
    </message>
    <message>
        <source>{name} gives {columns:,} columns; 1 to {most:,} are possible.</source>
        <translation>{name} devolve {columns:,} colunas; são possíveis 1 a {most:,}.</translation>
    </message>
    <message>
        <source>{name} gives {first} columns for one image and {other} for another.</source>
        <translation>{name} devolve {first} colunas para uma imagem e {other} para outra.</translation>
    </message>
    <message>
        <source>{name} gives {shape} for {images} images, not a row for each.</source>
        <translation>{name} devolve {shape} para {images} imagens, e não uma linha para cada.</translation>
    </message>
    <message>
        <source>{name} has a passphrase already.</source>
        <translation>{name} já tem uma frase-passe.</translation>
    </message>
    <message>
        <source>{name} has an entry of more than {size} KB about itself. It is damaged.</source>
        <translation>{name} tem uma entrada sobre si próprio com mais de {size} KB. Está danificado.</translation>
    </message>
    <message>
        <source>{name} has answered no sample twice</source>
        <translation>{name} não respondeu duas vezes a nenhuma amostra</translation>
    </message>
    <message>
        <source>{name} has answered {done:,} of {wanted:,} planned samples of the overlap set.</source>
        <translation>{name} respondeu a {done:,} de {wanted:,} amostras planeadas do conjunto comum.</translation>
    </message>
    <message>
        <source>{name} has answered {done:,} of {wanted:,} samples of the overlap set.</source>
        <translation>{name} respondeu a {done:,} de {wanted:,} amostras do conjunto comum.</translation>
    </message>
    <message>
        <source>{name} has more than {most:,} annotations.</source>
        <translation>{name} tem mais de {most:,} anotações.</translation>
    </message>
    <message>
        <source>{name} has more than {most:,} different labels, so they are no classes.</source>
        <translation>{name} tem mais de {most:,} etiquetas diferentes, pelo que não são classes.</translation>
    </message>
    <message>
        <source>{name} has more than {most:,} records.</source>
        <translation>{name} tem mais de {most:,} registos.</translation>
    </message>
    <message>
        <source>{name} has more than {most:,} rows.</source>
        <translation>{name} tem mais de {most:,} linhas.</translation>
    </message>
    <message>
        <source>{name} has more than {most} million characters of text.</source>
        <translation>{name} tem mais de {most} milhões de carateres de texto.</translation>
    </message>
    <message>
        <source>{name} has no column {columns}; its first row has {held}.</source>
        <translation>{name} não tem a coluna {columns}; a primeira linha tem {held}.</translation>
    </message>
    <message>
        <source>{name} has no column {column}. {held}</source>
        <translation>{name} não tem a coluna {column}. {held}</translation>
    </message>
    <message>
        <source>{name} has none of the samples of this project: it was labelled on another folder.</source>
        <translation>{name} não tem nenhuma das amostras deste projeto: foi etiquetado noutra pasta.</translation>
    </message>
    <message>
        <source>{name} has the column "{column}" twice.</source>
        <translation>{name} tem a coluna "{column}" duas vezes.</translation>
    </message>
    <message>
        <source>{name} has to be closed for that. {words}</source>
        <translation>Para isso é preciso fechar {name}. {words}</translation>
    </message>
    <message>
        <source>{name} has {count:,} classes, more than {most:,}.</source>
        <translation>{name} tem {count:,} classes, mais de {most:,}.</translation>
    </message>
    <message>
        <source>{name} has {n:,} lines that cannot be read, and none before. {first}</source>
        <translation>{name} tem {n:,} linhas que não podem ser lidas, e nenhuma antes. {first}</translation>
    </message>
    <message>
        <source>{name} has {n:,} records that cannot be read, and none before. {first}</source>
        <translation>{name} tem {n:,} registos que não podem ser lidos, e nenhum antes. {first}</translation>
    </message>
    <message>
        <source>{name} holds a text of more than {size} MB. No project holds that.</source>
        <translation>{name} contém um texto com mais de {size} MB. Nenhum projeto contém isso.</translation>
    </message>
    <message>
        <source>{name} holds characters that cannot be shown. Type it again without them.</source>
        <translation>{name} contém carateres que não se podem mostrar. Escrevê-lo de novo sem eles.</translation>
    </message>
    <message>
        <source>{name} holds entries that cannot be understood: it is damaged. Nothing was changed.</source>
        <translation>{name} contém entradas que não se compreendem: está danificado. Nada foi alterado.</translation>
    </message>
    <message>
        <source>{name} holds no record of doccano.</source>
        <translation>{name} não contém nenhum registo do doccano.</translation>
    </message>
    <message>
        <source>{name} holds no row that can be read.</source>
        <translation>{name} não contém nenhuma linha que possa ser lida.</translation>
    </message>
    <message>
        <source>{name} holds no task of Label Studio.</source>
        <translation>{name} não contém nenhuma tarefa do Label Studio.</translation>
    </message>
    <message>
        <source>{name} holds no task of Prodigy.</source>
        <translation>{name} não contém nenhuma tarefa do Prodigy.</translation>
    </message>
    <message>
        <source>{name} holds other files; a model is written to a folder of its own.</source>
        <translation>{name} contém outros ficheiros; um modelo é escrito numa pasta só sua.</translation>
    </message>
    <message numerus="yes">
        <source>{name} holds {n:,} labels.</source>
        <comment>{name} holds {n} label.</comment>
        <translation>
            <numerusform>{name} contém {n} etiqueta.</numerusform>
            <numerusform>{name} contém {n:,} etiquetas.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is a backup of another project than {project}. Nothing was changed.</source>
        <translation>{name} é uma cópia de segurança de um projeto que não é {project}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>{name} is a class now. Enter gives it to this sample.</source>
        <translation>{name} é agora uma classe. Enter atribui-a a esta amostra.</translation>
    </message>
    <message>
        <source>{name} is a file. Name the folder that it lies in.</source>
        <translation>{name} é um ficheiro. Indique a pasta em que se encontra.</translation>
    </message>
    <message>
        <source>{name} is a file; a model is written to a folder of its own.</source>
        <translation>{name} é um ficheiro; um modelo é escrito numa pasta só sua.</translation>
    </message>
    <message>
        <source>{name} is another project, not a copy of this one. Nothing was merged.</source>
        <translation>{name} é outro projeto, não uma cópia deste. Nada foi juntado.</translation>
    </message>
    <message>
        <source>{name} is being read by another program. Nothing was changed.</source>
        <translation>{name} está a ser lido por outro programa. Nada foi alterado.</translation>
    </message>
    <message>
        <source>{name} is damaged and cannot be opened. Nothing was changed. "desktop-al verify" says what is wrong with it.</source>
        <translation>{name} está danificado e não se pode abrir. Nada foi alterado. "desktop-al verify" diz o que tem de errado.</translation>
    </message>
    <message>
        <source>{name} is damaged, and nothing was handed out: {problem}</source>
        <translation>{name} está danificado e nada foi entregue: {problem}</translation>
    </message>
    <message>
        <source>{name} is damaged, and nothing was merged: {problem}</source>
        <translation>{name} está danificado e nada foi juntado: {problem}</translation>
    </message>
    <message>
        <source>{name} is damaged, and stays as it is: {problem}</source>
        <translation>{name} está danificado, e fica como está: {problem}</translation>
    </message>
    <message>
        <source>{name} is damaged. "desktop-al verify" says what is wrong with it.</source>
        <translation>{name} está danificado. "desktop-al verify" diz o que há de errado.</translation>
    </message>
    <message>
        <source>{name} is damaged: {problem} Nothing was changed; choose another backup.</source>
        <translation>{name} está danificado: {problem} Nada foi alterado; escolher outra cópia de segurança.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} está vazio.</translation>
    </message>
    <message>
        <source>{name} is encrypted already.</source>
        <translation>{name} já está cifrado.</translation>
    </message>
    <message>
        <source>{name} is encrypted: its passphrase is needed.</source>
        <translation>{name} está cifrado: é precisa a frase-passe.</translation>
    </message>
    <message>
        <source>{name} is itself a copy, made for {answer}. Ask the owner.</source>
        <translation>{name} já é uma cópia, feita para {answer}. Perguntar ao dono.</translation>
    </message>
    <message>
        <source>{name} is JSON, not a table. Choose another format.</source>
        <translation>{name} é JSON, não uma tabela. É preciso escolher outro formato.</translation>
    </message>
    <message>
        <source>{name} is larger than 2 GB.</source>
        <translation>{name} tem mais de 2 GB.</translation>
    </message>
    <message>
        <source>{name} is made for {annotator}: {samples:,} samples, {shared:,} of them shared with others.</source>
        <translation>{name} está feito para {annotator}: {samples:,} amostras, das quais {shared:,} partilhadas com outros.</translation>
    </message>
    <message>
        <source>{name} is made for {annotator}: {samples:,} samples.</source>
        <translation>{name} está feito para {annotator}: {samples:,} amostras.</translation>
    </message>
    <message>
        <source>{name} is no file of COCO: it has neither images nor annotations.</source>
        <translation>{name} não é um ficheiro COCO: não tem imagens nem anotações.</translation>
    </message>
    <message>
        <source>{name} is no file of COCO: it is not a JSON object.</source>
        <translation>{name} não é um ficheiro COCO: não é um objeto JSON.</translation>
    </message>
    <message>
        <source>{name} is no file of labelme.</source>
        <translation>{name} não é um ficheiro do labelme.</translation>
    </message>
    <message>
        <source>{name} is no folder.</source>
        <translation>{name} não é uma pasta.</translation>
    </message>
    <message>
        <source>{name} is no longer a class. Its groups are gone.</source>
        <translation>{name} já não é uma classe. Os seus grupos desapareceram.</translation>
    </message>
    <message>
        <source>{name} is no longer offered. Choose another class, or bring it back first.</source>
        <translation>{name} já não é oferecida. Escolha outra classe, ou traga-a de volta primeiro.</translation>
    </message>
    <message>
        <source>{name} is no table as {tool} writes it.</source>
        <translation>{name} não é uma tabela como as que o {tool} escreve.</translation>
    </message>
    <message>
        <source>{name} is no table as {tool} writes it: it lacks {columns}.</source>
        <translation>{name} não é uma tabela como as que o {tool} escreve: falta {columns}.</translation>
    </message>
    <message>
        <source>{name} is no table with columns.</source>
        <translation>{name} não é uma tabela com colunas.</translation>
    </message>
    <message>
        <source>{name} is not a desktop_al project, or it is encrypted and its end is cut off, where its key part lies. A file {keys} that lay beside it belongs to it; else go on with a backup of the project.</source>
        <translation>{name} não é um projeto do desktop_al, ou está cifrado e falta-lhe o fim, onde fica a parte das chaves. Um ficheiro {keys} que estivesse ao lado pertence-lhe; se não, continuar com uma cópia de segurança do projeto.</translation>
    </message>
    <message>
        <source>{name} is not a desktop_al project, or its beginning is damaged.</source>
        <translation>{name} não é um projeto do desktop_al, ou o seu início está danificado.</translation>
    </message>
    <message>
        <source>{name} is not a desktop_al project.</source>
        <translation>{name} não é um projeto do desktop_al.</translation>
    </message>
    <message>
        <source>{name} is not a JSON object.</source>
        <translation>{name} não é um objeto JSON.</translation>
    </message>
    <message>
        <source>{name} is not encrypted: it has no passphrases.</source>
        <translation>{name} não está cifrado: não tem frases-passe.</translation>
    </message>
    <message>
        <source>{name} is not in the design of the study: {words}.</source>
        <translation>{name} não está no desenho do estudo: {words}.</translation>
    </message>
    <message>
        <source>{name} is not in this project.</source>
        <translation>{name} não está neste projeto.</translation>
    </message>
    <message>
        <source>{name} is not JSON: it begins neither with [ nor with {{.</source>
        <translation>{name} não é JSON: não começa por [ nem por {{.</translation>
    </message>
    <message>
        <source>{name} is the project itself. Nothing was changed.</source>
        <translation>{name} é o próprio projeto. Nada foi alterado.</translation>
    </message>
    <message>
        <source>{name} is the project itself. Nothing was merged.</source>
        <translation>{name} é o próprio projeto. Nada foi juntado.</translation>
    </message>
    <message>
        <source>{name} is there already and is not an empty folder. Nothing was written.</source>
        <translation>{name} já existe e não é uma pasta vazia. Nada foi escrito.</translation>
    </message>
    <message>
        <source>{name} is too large for a file of labels: {size:,.0f} MiB, more than {most:,}.</source>
        <translation>{name} é demasiado grande para um ficheiro de etiquetas: {size:,.0f} MiB, mais de {most:,}.</translation>
    </message>
    <message>
        <source>{name} is true or false, not {given}.</source>
        <translation>{name} é true ou false, não {given}.</translation>
    </message>
    <message>
        <source>{name} lacks the column label. Its columns are: {held}. Call a column label or class for what the samples are.</source>
        <translation>{name} não tem a coluna label. As suas colunas são: {held}. Dê a uma coluna o nome label ou class para o que as amostras são.</translation>
    </message>
    <message>
        <source>{name} lacks the column path. Its columns are: {held}. Call a column path, file or image for the names of the samples.</source>
        <translation>{name} não tem a coluna path. As suas colunas são: {held}. Dê a uma coluna o nome path, file ou image para os nomes das amostras.</translation>
    </message>
    <message>
        <source>{name} lacks the columns path and label. Its columns are: {held}. Call a column path, file or image for the names of the samples, and label or class for what they are.</source>
        <translation>{name} não tem as colunas path e label. As suas colunas são: {held}. Dê a uma coluna o nome path, file ou image para os nomes das amostras, e a outra label ou class para o que são.</translation>
    </message>
    <message>
        <source>{name} lists more than {most:,} samples. No project comes to that.</source>
        <translation>{name} lista mais de {most:,} amostras. Nenhum projeto chega a tanto.</translation>
    </message>
    <message>
        <source>{name} must be a list: one line with a hyphen (-) for each.</source>
        <translation>{name} tem de ser uma lista: uma linha com um hífen (-) para cada.</translation>
    </message>
    <message>
        <source>{name} must be words, not a list or fields.</source>
        <translation>{name} tem de ser texto, não uma lista nem campos.</translation>
    </message>
    <message>
        <source>{name} needs one float input (n, 3, h, w) or (n, h, w, 3); it has {inputs}.</source>
        <translation>{name} precisa de uma entrada float (n, 3, h, w) ou (n, h, w, 3); tem {inputs}.</translation>
    </message>
    <message>
        <source>{name} needs one float output (n, d) or (n, d, h, w); it has {outputs}.</source>
        <translation>{name} precisa de uma saída float (n, d) ou (n, d, h, w); tem {outputs}.</translation>
    </message>
    <message>
        <source>{name} not defined: {why}</source>
        <translation>{name} não definido: {why}</translation>
    </message>
    <message>
        <source>{name} of the file is here</source>
        <translation>{name} do ficheiro é aqui</translation>
    </message>
    <message numerus="yes">
        <source>{name} on {n:,} samples that the model chose: {value}. The model asks about what is hard, so that it says nothing about the pool.</source>
        <comment>{name} on {n:,} sample that the model chose: {value}. The model asks about what is hard, so that it says nothing about the pool.</comment>
        <translation>
            <numerusform>{name} em {n:,} amostra que o modelo escolheu: {value}. O modelo pergunta pelo que é difícil, pelo que isto nada diz do conjunto de amostras.</numerusform>
            <numerusform>{name} em {n:,} amostras que o modelo escolheu: {value}. O modelo pergunta pelo que é difícil, pelo que isto nada diz do conjunto de amostras.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} page</source>
        <translation>Página {name}</translation>
    </message>
    <message>
        <source>{name} stays as it is: what was made of it differs from it. Try again.</source>
        <translation>{name} fica como está: o que se fez dele é diferente. Tentar de novo.</translation>
    </message>
    <message>
        <source>{name} stays as it is: {reason}.</source>
        <translation>{name} fica como está: {reason}.</translation>
    </message>
    <message>
        <source>{name} takes images of {width} x {height} pixels; {most} is the most.</source>
        <translation>{name} recebe imagens de {width} x {height} píxeis; o máximo é {most}.</translation>
    </message>
    <message>
        <source>{name} takes {images} images at once; 1 to {most} are possible.</source>
        <translation>{name} recebe {images} imagens de uma vez; são possíveis 1 a {most}.</translation>
    </message>
    <message>
        <source>{name} uses the operation {operation}, which is no part of ONNX.</source>
        <translation>{name} usa a operação {operation}, que não faz parte do ONNX.</translation>
    </message>
    <message>
        <source>{name} was labelled on another folder: {other:,} of {samples:,} samples have another content there. Nothing was merged.</source>
        <translation>{name} foi etiquetado noutra pasta: {other:,} de {samples:,} amostras têm lá outro conteúdo. Nada foi juntado.</translation>
    </message>
    <message>
        <source>{name} was not restored: {cause}. Nothing was changed.</source>
        <translation>{name} não foi reposto: {cause}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>{name} was not restored: {reason}. Nothing was changed.</source>
        <translation>{name} não foi reposto: {reason}. Nada foi alterado.</translation>
    </message>
    <message>
        <source>{name} was not written: {cause}. Nothing else has changed.</source>
        <translation>{name} não foi escrito: {cause}. Nada mais mudou.</translation>
    </message>
    <message>
        <source>{name} was restored.</source>
        <translation>{name} foi reposto.</translation>
    </message>
    <message>
        <source>{name} was written by this program: its columns are known and not to be chosen.</source>
        <translation>{name} foi escrito por este programa: as suas colunas são conhecidas e não se escolhem.</translation>
    </message>
    <message>
        <source>{name}, new</source>
        <translation>{name}, novo</translation>
    </message>
    <message>
        <source>{name}, offered again</source>
        <translation>{name}, oferecida de novo</translation>
    </message>
    <message>
        <source>{name}, you</source>
        <translation>{name} (sessão atual)</translation>
    </message>
    <message>
        <source>{name}: {cause}</source>
        <translation>{name}: {cause}</translation>
    </message>
    <message numerus="yes">
        <source>{needed} audit answers are needed before groups are offered; there are {n}.</source>
        <comment>{needed} audit answers are needed before groups are offered; there are {n}.</comment>
        <translation>
            <numerusform>São precisas {needed} respostas de auditoria antes de oferecer grupos; há {n}.</numerusform>
            <numerusform>São precisas {needed} respostas de auditoria antes de oferecer grupos; há {n}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{needed} audit answers are needed for a verdict; there are {there}, so it takes about {more:,} more labels</source>
        <translation>São precisas {needed} respostas de auditoria para um veredito; há {there}, pelo que faltam cerca de {more:,} etiquetas</translation>
    </message>
    <message>
        <source>{needed} of memory, more than {most}</source>
        <translation>{needed} de memória, mais de {most}</translation>
    </message>
    <message>
        <source>{needed}; there are {have:,}, so about {more:,} more. {share} of them without a suggestion.</source>
        <translation>{needed}; há {have:,}, logo cerca de mais {more:,}. {share} delas sem sugestão.</translation>
    </message>
    <message>
        <source>{needed}; there are {have:,}.</source>
        <translation>{needed}; há {have:,}.</translation>
    </message>
    <message>
        <source>{numbers} label</source>
        <translation>{numbers} etiqueta</translation>
    </message>
    <message>
        <source>{numbers} labels</source>
        <translation>{numbers} etiquetas</translation>
    </message>
    <message numerus="yes">
        <source>{number} answers</source>
        <comment>{number} answer</comment>
        <translation>
            <numerusform>{number} resposta</numerusform>
            <numerusform>{number} respostas</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} percent</source>
        <translation>{number} por cento</translation>
    </message>
    <message numerus="yes">
        <source>{n} annotators</source>
        <comment>{n} annotator</comment>
        <translation>
            <numerusform>{n} anotador</numerusform>
            <numerusform>{n} anotadores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} answers. {words}</source>
        <comment>{n} answer. {words}</comment>
        <translation>
            <numerusform>{n} resposta. {words}</numerusform>
            <numerusform>{n} respostas. {words}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} are asked one by one.</source>
        <comment>{n} is asked one by one.</comment>
        <translation>
            <numerusform>{n} é perguntada à parte.</numerusform>
            <numerusform>{n} são perguntadas uma a uma.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} are marked Unsure: look at them now?</source>
        <comment>{n} is marked Unsure: look at it now?</comment>
        <translation>
            <numerusform>{n} está marcada Sem certeza: vê-la agora?</numerusform>
            <numerusform>{n} estão marcadas Sem certeza: vê-las agora?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} bytes</source>
        <comment>{n} byte</comment>
        <translation>
            <numerusform>{n} byte</numerusform>
            <numerusform>{n} bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} comments were erased. That there was one, who erased it and why, stays in the log.</source>
        <comment>{n} comment was erased. That there was one, who erased it and why, stays in the log.</comment>
        <translation>
            <numerusform>{n} comentário foi apagado. Que existiu, quem o apagou e porquê fica no registo.</numerusform>
            <numerusform>{n} comentários foram apagados. Que existiram, quem os apagou e porquê fica no registo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} files</source>
        <comment>{n} file</comment>
        <translation>
            <numerusform>{n} ficheiro</numerusform>
            <numerusform>{n} ficheiros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} get another label</source>
        <comment>{n} gets another label</comment>
        <translation>
            <numerusform>{n} com outra etiqueta</numerusform>
            <numerusform>{n} com outra etiqueta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} get this label</source>
        <comment>{n} gets this label</comment>
        <translation>
            <numerusform>{n} recebe esta etiqueta</numerusform>
            <numerusform>{n} recebem esta etiqueta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} go to single review</source>
        <comment>{n} goes to single review</comment>
        <translation>
            <numerusform>{n} fica para rever</numerusform>
            <numerusform>{n} ficam para rever</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} held in place</source>
        <translation>{n} já decididas</translation>
    </message>
    <message numerus="yes">
        <source>{n} hours</source>
        <comment>{n} hour</comment>
        <translation>
            <numerusform>{n} hora</numerusform>
            <numerusform>{n} horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} labels are in memory only. Make room or bring the disk back, then check again.</source>
        <comment>{n} label is in memory only. Make room or bring the disk back, then check again.</comment>
        <translation>
            <numerusform>{n} etiqueta está só na memória. Libertar espaço ou voltar a ligar o disco, depois verificar de novo.</numerusform>
            <numerusform>{n} etiquetas estão só na memória. Libertar espaço ou voltar a ligar o disco, depois verificar de novo.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes</source>
        <comment>{n} minute</comment>
        <translation>
            <numerusform>{n} minuto</numerusform>
            <numerusform>{n} minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes left</source>
        <comment>{n} minute left</comment>
        <translation>
            <numerusform>{n} minuto restante</numerusform>
            <numerusform>{n} minutos restantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more annotators</source>
        <comment>{n} more annotator</comment>
        <translation>
            <numerusform>mais {n} anotador</numerusform>
            <numerusform>mais {n} anotadores</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} more are in the whole text.</source>
        <translation>Há mais {n} no texto completo.</translation>
    </message>
    <message numerus="yes">
        <source>{n} more are needed; about one sample in {each} is one, and too few are left here for that.</source>
        <comment>{n} more is needed; about one sample in {each} is one, and too few are left here for that.</comment>
        <translation>
            <numerusform>É precisa mais {n}; cerca de uma amostra em {each} serve, e aqui restam poucas para isso.</numerusform>
            <numerusform>São precisas mais {n}; cerca de uma amostra em {each} serve, e aqui restam poucas para isso.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more are needed; they come by themselves, about one in {each}: label about {labels:,} samples more.</source>
        <comment>{n} more is needed; they come by themselves, about one in {each}: label about {labels:,} samples more.</comment>
        <translation>
            <numerusform>É precisa mais {n}; vêm por si, cerca de uma em {each}: etiquetar cerca de mais {labels:,} amostras.</numerusform>
            <numerusform>São precisas mais {n}; vêm por si, cerca de uma em {each}: etiquetar cerca de mais {labels:,} amostras.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} more chains do not hold the head.</source>
        <translation>Mais {n} cadeias não contêm a cabeça.</translation>
    </message>
    <message>
        <source>{n} more questions are in the whole text.</source>
        <translation>Há mais {n} perguntas no texto completo.</translation>
    </message>
    <message>
        <source>{n} more rules are in the whole text.</source>
        <translation>Há mais {n} regras no texto completo.</translation>
    </message>
    <message numerus="yes">
        <source>{n} of the last {of} forecasts fell inside.</source>
        <comment>{n} of the last {of} forecasts fell inside.</comment>
        <translation>
            <numerusform>{n} das últimas {of} previsões ficou dentro.</numerusform>
            <numerusform>{n} das últimas {of} previsões ficaram dentro.</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} of them</source>
        <translation>{n} deles</translation>
    </message>
    <message numerus="yes">
        <source>{n} of these have an answer.</source>
        <comment>{n} of these has an answer.</comment>
        <translation>
            <numerusform>{n} destas tem resposta.</numerusform>
            <numerusform>{n} destas têm resposta.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {all} say {name}</source>
        <comment>{n} of {all} says {name}</comment>
        <translation>
            <numerusform>{n} de {all} diz {name}</numerusform>
            <numerusform>{n} de {all} dizem {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} other annotators</source>
        <comment>{n} other annotator</comment>
        <translation>
            <numerusform>{n} outro anotador</numerusform>
            <numerusform>{n} outros anotadores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} points less often</source>
        <comment>{n} point less often</comment>
        <translation>
            <numerusform>{n} ponto menos vezes</numerusform>
            <numerusform>{n} pontos menos vezes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} points more often</source>
        <comment>{n} point more often</comment>
        <translation>
            <numerusform>{n} ponto mais vezes</numerusform>
            <numerusform>{n} pontos mais vezes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} projects are locked</source>
        <comment>{n} project is locked</comment>
        <translation>
            <numerusform>{n} projeto está bloqueado</numerusform>
            <numerusform>{n} projetos estão bloqueados</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} Take that of the file.</source>
        <translation>{n} Adotar o do ficheiro.</translation>
    </message>
    <message numerus="yes">
        <source>{n} tries were wrong. The next one is possible in {time}.</source>
        <comment>{n} try was wrong. The next one is possible in {time}.</comment>
        <translation>
            <numerusform>{n} tentativa errada. A próxima é possível dentro de {time}.</numerusform>
            <numerusform>{n} tentativas erradas. A próxima é possível dentro de {time}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} votes</source>
        <comment>{n} vote</comment>
        <translation>
            <numerusform>{n} voto</numerusform>
            <numerusform>{n} votos</numerusform>
        </translation>
    </message>
    <message>
        <source>{overlap:,} samples in the overlap set, {audit:,} in the audit set, {gold:,} gold, of which {known:,} have a known answer.</source>
        <translation>{overlap:,} amostras no conjunto comum, {audit:,} no conjunto de auditoria, {gold:,} para respostas conhecidas, das quais {known:,} já a têm.</translation>
    </message>
    <message>
        <source>{part:,} ({share}, {range})</source>
        <translation>{part:,} ({share}, {range})</translation>
    </message>
    <message>
        <source>{part} of these were changed when it was seen</source>
        <translation>{part} destas mudaram quando a sugestão foi vista</translation>
    </message>
    <message>
        <source>{people} annotated {done:,} of {samples:,} samples {when}.</source>
        <translation>{people} {done:,} de {samples:,} amostras {when}.</translation>
    </message>
    <message>
        <source>{percent:.0f} %</source>
        <translation>{percent:.0f} %</translation>
    </message>
    <message>
        <source>{percent:.0f} percent</source>
        <translation>{percent:.0f} por cento</translation>
    </message>
    <message>
        <source>{percent:.10g} %</source>
        <translation>{percent:.10g} %</translation>
    </message>
    <message>
        <source>{percent:.1f} %</source>
        <translation>{percent:.1f} %</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>{percent} % of the samples read.</source>
        <translation>{percent} % das amostras lidas.</translation>
    </message>
    <message>
        <source>{percent} % read.</source>
        <translation>{percent} % lido.</translation>
    </message>
    <message>
        <source>{planned:,} planned samples are more than the {overlap:,} of the overlap set. Make the overlap larger or the plan smaller.</source>
        <translation>{planned:,} amostras planeadas são mais do que as {overlap:,} do conjunto comum. Aumentar o conjunto comum ou reduzir o plano.</translation>
    </message>
    <message numerus="yes">
        <source>{points} checkpoints with audit answers are needed for a forecast; there are {n}.</source>
        <comment>{points} checkpoints with audit answers are needed for a forecast; there are {n}.</comment>
        <translation>
            <numerusform>São precisos {points} pontos de controlo com respostas de auditoria para uma previsão; há {n}.</numerusform>
            <numerusform>São precisos {points} pontos de controlo com respostas de auditoria para uma previsão; há {n}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points} pontos</translation>
    </message>
    <message>
        <source>{presses:.1f} key presses</source>
        <translation>{presses:.1f} teclas premidas</translation>
    </message>
    <message numerus="yes">
        <source>{right:,} of {n:,} audit samples are right</source>
        <comment>{right:,} of {n:,} audit samples are right</comment>
        <translation>
            <numerusform>{right:,} de {n:,} amostra de auditoria está certa</numerusform>
            <numerusform>{right:,} de {n:,} amostras de auditoria estão certas</numerusform>
        </translation>
    </message>
    <message>
        <source>{same:,} of {n:,}</source>
        <translation>{same:,} de {n:,}</translation>
    </message>
    <message>
        <source>{same} of the answers agree, yet kappa is {kappa:.2f}: {share} of all answers are {name}, so that much of the agreement is expected by chance.</source>
        <translation>{same} das respostas concordam, mas o kappa é {kappa:.2f}: {share} de todas as respostas são {name}, pelo que grande parte da concordância é de esperar por acaso.</translation>
    </message>
    <message>
        <source>{same} of the last {last} had the same answer as before.</source>
        <translation>{same} das últimas {last} tiveram a mesma resposta que antes.</translation>
    </message>
    <message>
        <source>{same} of the last {last} had the same answer as before; earlier {before} of {earlier}.</source>
        <translation>{same} das últimas {last} tiveram a mesma resposta que antes; anteriormente {before} de {earlier}.</translation>
    </message>
    <message>
        <source>{samples} found so far.</source>
        <translation>Até agora: {samples}.</translation>
    </message>
    <message>
        <source>{samples} found.</source>
        <translation>Na pasta: {samples}.</translation>
    </message>
    <message>
        <source>{seconds:.0f} s</source>
        <translation>{seconds:.0f} s</translation>
    </message>
    <message>
        <source>{seconds:.1f} s</source>
        <translation>{seconds:.1f} s</translation>
    </message>
    <message>
        <source>{several:,} samples could be meant.</source>
        <translation>Podem ser {several:,} amostras.</translation>
    </message>
    <message>
        <source>{share:.0%} is done.</source>
        <translation>{share:.0%} feito.</translation>
    </message>
    <message>
        <source>{share:.0%} of the bar is filled</source>
        <translation>A barra está preenchida a {share:.0%}</translation>
    </message>
    <message>
        <source>{share:.0%} of the bar is filled, the mark stands at {at:.0%}</source>
        <translation>A barra está preenchida a {share:.0%}, a marca está em {at:.0%}</translation>
    </message>
    <message>
        <source>{share} ({range}, n {n:,})</source>
        <translation>{share} ({range}, n {n:,})</translation>
    </message>
    <message>
        <source>{share} of the answers ({part:,} of {whole:,}) are Unsure</source>
        <translation>{share} das respostas ({part:,} de {whole:,}) são Sem certeza</translation>
    </message>
    <message>
        <source>{share} of the answers ({part:,} of {whole:,}) are “not worth labelling”</source>
        <translation>{share} das respostas ({part:,} de {whole:,}) são “não vale a pena etiquetar”</translation>
    </message>
    <message>
        <source>{share} of the overlap samples that were begun ({fewer:,} of {begun:,}) have fewer than {wanted} answers.</source>
        <translation>{share} das amostras do conjunto comum que foram começadas ({fewer:,} de {begun:,}) têm menos de {wanted} respostas.</translation>
    </message>
    <message>
        <source>{share} of the pool, answered by {each}</source>
        <translation>{share} do conjunto, respondido por {each}</translation>
    </message>
    <message>
        <source>{share} of the shared samples</source>
        <translation>{share} das amostras partilhadas</translation>
    </message>
    <message>
        <source>{share} of the turns, {n:,} answers are known</source>
        <translation>{share} das vezes, {n:,} respostas são conhecidas</translation>
    </message>
    <message>
        <source>{shown:,} of {all:,} with different answers</source>
        <translation>{shown:,} de {all:,} com respostas diferentes</translation>
    </message>
    <message>
        <source>{shown:,} of {whole:,} shown</source>
        <translation>{shown:,} de {whole:,} visíveis</translation>
    </message>
    <message>
        <source>{shown}, of {total:,} in all</source>
        <translation>{shown}, de {total:,} no total</translation>
    </message>
    <message>
        <source>{strategy}. {draw}</source>
        <translation>{strategy}. {draw}</translation>
    </message>
    <message>
        <source>{strategy}: weight</source>
        <translation>{strategy}: peso</translation>
    </message>
    <message>
        <source>{sure}, though the goal of {goal} is not reached</source>
        <translation>{sure}, embora o objetivo de {goal} não esteja atingido</translation>
    </message>
    <message>
        <source>{time:.0f} min</source>
        <translation>{time:.0f} min</translation>
    </message>
    <message>
        <source>{time:.0f} min ({low:.0f} to {high:.0f})</source>
        <translation>{time:.0f} min ({low:.0f} a {high:.0f})</translation>
    </message>
    <message>
        <source>{time:.1f} h</source>
        <translation>{time:.1f} h</translation>
    </message>
    <message>
        <source>{time:.1f} h ({low:.1f} to {high:.1f})</source>
        <translation>{time:.1f} h ({low:.1f} a {high:.1f})</translation>
    </message>
    <message>
        <source>{time} on task</source>
        <translation>{time} em tarefa</translation>
    </message>
    <message>
        <source>{time} today</source>
        <translation>{time} hoje</translation>
    </message>
    <message>
        <source>{time} without a rest</source>
        <translation>{time} sem descanso</translation>
    </message>
    <message>
        <source>{title} holds a sample once.</source>
        <translation>{title} contém cada amostra uma vez.</translation>
    </message>
    <message>
        <source>{title} holds a sample once: one label per sample is written, by the rule {rule}.</source>
        <translation>{title} contém cada amostra uma vez: é escrita uma etiqueta por amostra, segundo a regra {rule}.</translation>
    </message>
    <message>
        <source>{title} holds images, and this project holds texts. Choose another format.</source>
        <translation>{title} contém imagens, e este projeto contém textos. Escolha outro formato.</translation>
    </message>
    <message>
        <source>{title} is an agreed example of {class_name} already.</source>
        <translation>{title} já é um exemplo acordado de {class_name}.</translation>
    </message>
    <message>
        <source>{title} is an example of {class_name} now.</source>
        <translation>{title} é agora um exemplo de {class_name}.</translation>
    </message>
    <message>
        <source>{title} is in “Not this class” already.</source>
        <translation>{title} já está em “Não é esta classe”.</translation>
    </message>
    <message>
        <source>{title} is in “Not this class” of {class_name} now.</source>
        <translation>{title} está agora em “Não é esta classe” de {class_name}.</translation>
    </message>
    <message>
        <source>{title} stays open, to be discussed.</source>
        <translation>{title} fica em aberto, para discussão.</translation>
    </message>
    <message>
        <source>{title}: key as at first.</source>
        <translation>{title}: tecla como no início.</translation>
    </message>
    <message>
        <source>{title}: threshold</source>
        <translation>{title}: limiar</translation>
    </message>
    <message>
        <source>{title}: {key}, taken from “{other}”.</source>
        <translation>{title}: {key}, retirada a “{other}”.</translation>
    </message>
    <message numerus="yes">
        <source>{title}: {n} votes.</source>
        <comment>{title}: {n} votes.</comment>
        <translation>
            <numerusform>{title}: {n} voto.</numerusform>
            <numerusform>{title}: {n} votos.</numerusform>
        </translation>
    </message>
    <message>
        <source>{today}. My sessions</source>
        <translation>{today}. As minhas sessões</translation>
    </message>
    <message>
        <source>{today}. Opens My sessions.</source>
        <translation>{today}. Abre As minhas sessões.</translation>
    </message>
    <message>
        <source>{unreadable} and {copies}</source>
        <translation>{unreadable} e {copies}</translation>
    </message>
    <message>
        <source>{unsure} unsure, {sure} not</source>
        <translation>{unsure} sem certeza, {sure} com certeza</translation>
    </message>
    <message>
        <source>{value:.3f}, at least {threshold:g}</source>
        <translation>{value:.3f}, pelo menos {threshold:g}</translation>
    </message>
    <message>
        <source>{value} %, at least {threshold} %</source>
        <translation>{value} %, pelo menos {threshold} %</translation>
    </message>
    <message>
        <source>{value} %, below {threshold} %</source>
        <translation>{value} %, abaixo de {threshold} %</translation>
    </message>
    <message>
        <source>{value}, 95 % interval {span}, n {n}</source>
        <translation>{value}, intervalo de 95 %: {span}, n {n}</translation>
    </message>
    <message>
        <source>{value}, no interval, n {n}</source>
        <translation>{value}, sem intervalo, n {n}</translation>
    </message>
    <message>
        <source>{verdict}. The Progress page says why.</source>
        <translation>{verdict}. A página Progresso diz porquê.</translation>
    </message>
    <message>
        <source>{version}, as it was handed out.</source>
        <translation>{version}, tal como foi entregue.</translation>
    </message>
    <message>
        <source>{version}, changed on {when} by {who}.</source>
        <translation>{version}, alterada em {when} por {who}.</translation>
    </message>
    <message>
        <source>{version}, changed on {when}.</source>
        <translation>{version}, alterada em {when}.</translation>
    </message>
    <message>
        <source>{vote}. Comment: {comment}</source>
        <translation>{vote}. Comentário: {comment}</translation>
    </message>
    <message>
        <source>{weekday} {day} {month} {year}</source>
        <translation>{weekday} {day} {month} {year}</translation>
    </message>
    <message>
        <source>{what} {name}, menu</source>
        <translation>{what} {name}, menu</translation>
    </message>
    <message>
        <source>{what}, {share:.0%}. The project is opened again when it is done.</source>
        <translation>{what}, {share:.0%}. O projeto é aberto de novo no fim.</translation>
    </message>
    <message>
        <source>{what}: back to default</source>
        <translation>{what}: voltar ao valor inicial</translation>
    </message>
    <message>
        <source>{words} is a number from {least:g} to {most:,.0f}.</source>
        <translation>{words}: um número de {least:g} a {most:,.0f}.</translation>
    </message>
    <message>
        <source>{words} is a number.</source>
        <translation>{words}: um número.</translation>
    </message>
    <message>
        <source>{words}, but no sample is left</source>
        <translation>{words}, mas não resta nenhuma amostra</translation>
    </message>
    <message numerus="yes">
        <source>{words}, but only {n:,} samples are left</source>
        <comment>{words}, but only {n:,} sample is left</comment>
        <translation>
            <numerusform>{words}, mas só resta {n:,} amostra</numerusform>
            <numerusform>{words}, mas só restam {n:,} amostras</numerusform>
        </translation>
    </message>
    <message>
        <source>{words}, the other is in line {line}.</source>
        <translation>{words}, a outra está na linha {line}.</translation>
    </message>
    <message numerus="yes">
        <source>{words}, {n} samples.</source>
        <comment>{words}, {n} sample.</comment>
        <translation>
            <numerusform>{words}, {n} amostra.</numerusform>
            <numerusform>{words}, {n} amostras.</numerusform>
        </translation>
    </message>
    <message>
        <source>{words}; the rule holds at about {labels:,} labels.</source>
        <translation>{words}; a regra cumpre-se por volta das {labels:,} etiquetas.</translation>
    </message>
    <message>
        <source>{word} holds data, not words: it cannot be shown.</source>
        <translation>{word} contém dados, não palavras: não pode ser mostrado.</translation>
    </message>
    <message>
        <source>{worth}, but the last audits still differ.</source>
        <translation>{worth}, mas as últimas auditorias ainda diferem.</translation>
    </message>
    <message>
        <source>± {width:.2f} reached</source>
        <translation>± {width:.2f} alcançado</translation>
    </message>
    <message>
        <source>“## Mild or Severe?” begins the decision rule between the two. All else is free text.</source>
        <translation>“## Ligeiro ou Grave?” começa a regra de decisão entre as duas. Tudo o resto é texto livre.</translation>
    </message>
    <message>
        <source>“## Mild” begins what is said about the class Mild.</source>
        <translation>“## Ligeiro” começa o que se diz sobre a classe Ligeiro.</translation>
    </message>
    <message>
        <source>“desktop-al verify” says what.</source>
        <translation>“desktop-al verify” diz o quê.</translation>
    </message>
    <message>
        <source>“{first}” and “{second}” are close in wording.</source>
        <translation>“{first}” e “{second}” têm nomes parecidos.</translation>
    </message>
    <message>
        <source>“{name}” is “{old}” under another name: its labels go with it</source>
        <translation>“{name}” é “{old}” com outro nome: as suas etiquetas acompanham-na</translation>
    </message>
    <message>
        <source>“{title}” would hold for {found:,} of {count:,} samples: that is no junk, and none is left out.</source>
        <translation>“{title}” valeria para {found:,} de {count:,} amostras: isso não é lixo, e nenhuma fica de fora.</translation>
    </message>
    <message>
        <source>“{word}” is no keyword of the DICOM data dictionary, such as BodyPartExamined. Private tags are never shown.</source>
        <translation>“{word}” não é uma palavra-chave do dicionário de dados DICOM, como BodyPartExamined. Os atributos privados nunca são mostrados.</translation>
    </message>
</context>
<context>
    <name>CloseButton</name>
    <message>
        <source>Close Tab</source>
        <translation>Fechar o separador</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>%1 File</source>
        <translation>Ficheiro %1</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>Atalho</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>Unidade</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>Pasta</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Pasta</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Atalho</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconhecido</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Selecionar tudo</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>&amp;Aumentar</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>&amp;Diminuir</translation>
    </message>
</context>
<context>
    <name>QAccessibleActionInterface</name>
    <message>
        <source>Decrease</source>
        <translation>Diminuir</translation>
    </message>
    <message>
        <source>Decrease the value</source>
        <translation>Diminui o valor</translation>
    </message>
    <message>
        <source>Increase</source>
        <translation>Aumentar</translation>
    </message>
    <message>
        <source>Increase the value</source>
        <translation>Aumenta o valor</translation>
    </message>
    <message>
        <source>Next Page</source>
        <translation>Página seguinte</translation>
    </message>
    <message>
        <source>Press</source>
        <translation>Premir</translation>
    </message>
    <message>
        <source>Previous Page</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Scroll Down</source>
        <translation>Deslocar para baixo</translation>
    </message>
    <message>
        <source>Scroll Left</source>
        <translation>Deslocar à esquerda</translation>
    </message>
    <message>
        <source>Scroll Right</source>
        <translation>Deslocar à direita</translation>
    </message>
    <message>
        <source>Scroll Up</source>
        <translation>Deslocar para cima</translation>
    </message>
    <message>
        <source>SetFocus</source>
        <translation>Focar</translation>
    </message>
    <message>
        <source>Sets the focus</source>
        <translation>Leva o foco para aqui</translation>
    </message>
    <message>
        <source>ShowMenu</source>
        <translation>Mostrar o menu</translation>
    </message>
    <message>
        <source>Shows the menu</source>
        <translation>Mostra o menu</translation>
    </message>
    <message>
        <source>Toggle</source>
        <translation>Alternar</translation>
    </message>
    <message>
        <source>Toggles the state</source>
        <translation>Alterna o estado</translation>
    </message>
    <message>
        <source>Triggers the action</source>
        <translation>Executa a ação</translation>
    </message>
</context>
<context>
    <name>QComboBox</name>
    <message>
        <source>False</source>
        <translation>Falso</translation>
    </message>
    <message>
        <source>Open the combo box selection popup</source>
        <translation>Abrir a lista de escolhas</translation>
    </message>
    <message>
        <source>True</source>
        <translation>Verdadeiro</translation>
    </message>
</context>
<context>
    <name>QDialogButtonBox</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
        <translation>%1
A pasta não foi encontrada.
Verifique se o nome da pasta está certo.</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
O ficheiro não foi encontrado.
Verifique se o nome do ficheiro está certo.</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>%1 já existe.
Substituir?</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>&amp;Escolher</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Eliminar</translation>
    </message>
    <message>
        <source>&amp;New Folder</source>
        <translation>&amp;Nova pasta</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Abrir</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>Mudar o &amp;nome</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Guardar</translation>
    </message>
    <message>
        <source>'%1' is write protected.
Do you want to delete it anyway?</source>
        <translation>“%1” está protegido contra escrita.
Eliminar mesmo assim?</translation>
    </message>
    <message>
        <source>All Files (*)</source>
        <translation>Todos os ficheiros (*)</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Are you sure you want to delete '%1'?</source>
        <translation>Eliminar “%1”?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Change to detail view mode</source>
        <translation>Mostrar com pormenores</translation>
    </message>
    <message>
        <source>Change to list view mode</source>
        <translation>Mostrar como lista</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Could not delete directory.</source>
        <translation>A pasta não pôde ser eliminada.</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>Criar uma pasta</translation>
    </message>
    <message>
        <source>Create a New Folder</source>
        <translation>Criar uma pasta</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>Pormenores</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>Pastas</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>Pasta:</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>Unidade</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ficheiro</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>&amp;Nome do ficheiro:</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Ficheiros</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>Ficheiros do tipo:</translation>
    </message>
    <message>
        <source>Find Directory</source>
        <translation>Procurar a pasta</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Seguinte</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Go forward</source>
        <translation>Avançar</translation>
    </message>
    <message>
        <source>Go to the parent directory</source>
        <translation>Ir para a pasta acima</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>List of places and bookmarks</source>
        <translation>Lista de lugares e marcadores</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>Ver em:</translation>
    </message>
    <message>
        <source>My Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>New Folder</source>
        <translation>Nova pasta</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>Pasta acima</translation>
    </message>
    <message>
        <source>Recent Places</source>
        <translation>Lugares recentes</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>Guardar como</translation>
    </message>
    <message>
        <source>Show </source>
        <translation>Mostrar </translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>Mostrar os ficheiros &amp;ocultos</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Barra lateral</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconhecido</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation>%1 TB</translation>
    </message>
    <message>
        <source>%1 byte(s)</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>Data de modificação</translation>
    </message>
    <message>
        <source>Invalid filename</source>
        <translation>Nome de ficheiro inválido</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>My Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamanho</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Co&amp;lar</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Refazer</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>An&amp;ular</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cor&amp;tar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Selecionar tudo</translation>
    </message>
</context>
<context>
    <name>QMdiSubWindow</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <source>Hide Details...</source>
        <translation>Ocultar os pormenores…</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Show Details...</source>
        <translation>Mostrar os pormenores…</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Não</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Sim</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Interromper</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorar</translation>
    </message>
    <message>
        <source>N&amp;o to All</source>
        <translation>Nã&amp;o a tudo</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Repor</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>Repor as predefinições</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>Guardar tudo</translation>
    </message>
    <message>
        <source>Yes to &amp;All</source>
        <translation>Sim a &amp;tudo</translation>
    </message>
</context>
<context>
    <name>QScrollBar</name>
    <message>
        <source>Bottom</source>
        <translation>Fundo</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>Margem esquerda</translation>
    </message>
    <message>
        <source>Line down</source>
        <translation>Linha abaixo</translation>
    </message>
    <message>
        <source>Line up</source>
        <translation>Linha acima</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>Página abaixo</translation>
    </message>
    <message>
        <source>Page left</source>
        <translation>Página à esquerda</translation>
    </message>
    <message>
        <source>Page right</source>
        <translation>Página à direita</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>Página acima</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posição</translation>
    </message>
    <message>
        <source>Right edge</source>
        <translation>Margem direita</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>Deslocar para baixo</translation>
    </message>
    <message>
        <source>Scroll here</source>
        <translation>Deslocar para aqui</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>Deslocar à esquerda</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>Deslocar à direita</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>Deslocar para cima</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Topo</translation>
    </message>
</context>
<context>
    <name>QWhatsThisAction</name>
    <message>
        <source>What's This?</source>
        <translation>O que é isto?</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copiar</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Co&amp;lar</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Refazer</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>An&amp;ular</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>Copiar o endereço da &amp;ligação</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Cor&amp;tar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Selecionar tudo</translation>
    </message>
</context>
</TS>
