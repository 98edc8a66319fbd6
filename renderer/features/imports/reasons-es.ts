/** The importers' reasons in Spanish; one that is not here stays in English rather than unsaid. */

const sentences: Record<string, string> = {
  'A cell runs over several lines; a quotation mark is probably missing.':
    'Una celda ocupa varias líneas; probablemente falta una comilla.',
  'A colon is missing here.': 'Aquí faltan los dos puntos.',
  'A comma is missing, or the file is damaged here.':
    'Falta una coma o el archivo está dañado aquí.',
  'A comma stands before the end of a list or object.':
    'Hay una coma antes del final de una lista u objeto.',
  'A further number of this patient belongs to another patient here; it was left out.':
    'Otro número de este paciente pertenece aquí a otro paciente; se dejó fuera.',
  'A line end inside a text was read as a blank.':
    'Un salto de línea dentro de un texto se leyó como un espacio.',
  'A second patient stands in a message that is about one.':
    'En un mensaje que trata de un paciente hay un segundo.',
  'A name in quotation marks is missing here.': 'Aquí falta un nombre entre comillas.',
  'A quotation mark is opened before this line and not closed, so the rows cannot be told apart.':
    'Antes de esta línea se abre una comilla que no se cierra; las filas no se pueden distinguir.',
  'A row is longer than any that is read here. A quotation mark may be missing before this line.':
    'Una fila es más larga que cualquiera que se lee aquí. Puede faltar una comilla antes de esta línea.',
  'A spreadsheet has rounded this number (“E+”); the true one cannot be known.':
    'Una hoja de cálculo ha redondeado este número («E+»); el verdadero no se puede saber.',
  'A text holds a line end or control character, which JSON does not allow.':
    'Un texto contiene un salto de línea o un carácter de control, que JSON no permite.',
  'The program could not read this file. The fault is the program’s; nothing of the file was written.':
    'El programa no pudo leer este archivo. El fallo es del programa; no se escribió nada del archivo.',
  'An address stands where the payer’s name belongs; the name was taken from IN1-3.':
    'En el lugar del nombre del pagador hay una dirección; el nombre se tomó de IN1-3.',
  'An extension that is not known here may change what this means. Look at it at its source.':
    'Una extensión que aquí no se conoce puede cambiar lo que esto significa. Mírelo en su origen.',
  'An extension that is not known here may change what this means; it was left out.':
    'Una extensión que aquí no se conoce puede cambiar lo que esto significa; se dejó fuera.',
  'An escape in a name is not JSON.': 'Una secuencia de escape en un nombre no es JSON.',
  'It does not say which FHIR resource it is.': 'No dice qué recurso FHIR es.',
  'It begins in the middle of a line; the end of the message before may be missing.':
    'Empieza en mitad de una línea; puede faltar el final del mensaje anterior.',
  'It names no patient.': 'No nombra a ningún paciente.',
  'Line ends written out as \\r were read as line ends.':
    'Los saltos de línea escritos como \\r se leyeron como saltos de línea.',
  'Lines before the first message were left out.':
    'Las líneas anteriores al primer mensaje se dejaron fuera.',
  'NUL bytes were taken out.': 'Se quitaron los bytes NUL.',
  'No HL7 message (MSH) was found.': 'No se encontró ningún mensaje HL7 (MSH).',
  'No character set is declared; the text was read as Windows-1252.':
    'No se declara el juego de caracteres; el texto se leyó como Windows-1252.',
  'No column holds the class; new stays count as outpatient until it is stated.':
    'Ninguna columna contiene la clase; las estancias nuevas cuentan como ambulatorias hasta que se indique.',
  'No column holds the name. Say which one does.': 'Ninguna columna contiene el nombre. Diga cuál.',
  'No column holds the record number. Say which one does.':
    'Ninguna columna contiene el número de historia. Diga cuál.',
  'No column is known. Say which column holds what.':
    'No se reconoce ninguna columna. Diga qué contiene cada una.',
  'No resource could be read in this file.': 'No se pudo leer ningún recurso en este archivo.',
  'One of the numbers was itself merged into another, or others into it; a chain or circle of merges is not followed.':
    'Uno de los números ya se unió a otro, u otros a él; no se siguen cadenas ni círculos de uniones.',
  'Other patients were merged into the prior number; a chain of merges is not followed.':
    'Otros pacientes se unieron al número anterior; no se siguen cadenas de uniones.',
  'PID-3 is empty; the older PID-2 was taken as the patient’s number.':
    'PID-3 está vacío; se tomó el PID-2 antiguo como número del paciente.',
  'Say which date format this column has: each date could be month first or day first.':
    'Diga qué formato de fecha tiene esta columna: cada fecha podría empezar por el mes o por el día.',
  'Segment names are written in small letters; they were read as capitals.':
    'Los nombres de los segmentos están en minúsculas; se leyeron como mayúsculas.',
  'Several patients here may be the one that is meant, so it cannot be said which.':
    'Varios pacientes de aquí pueden ser el que se nombra; no se puede decir cuál.',
  'Something stands after the end of the JSON.': 'Hay algo después del final del JSON.',
  'The activity is not described here and was left out.':
    'La actividad no se describe aquí y se dejó fuera.',
  'The admission has a date but no time of day.': 'El ingreso tiene fecha pero no hora.',
  'The admission has no day; it was left out.': 'El ingreso no tiene día; se dejó fuera.',
  'The admission time is missing; the time of the event was taken.':
    'Falta la hora de ingreso; se tomó la hora del suceso.',
  'The allergy names no substance; it was left out.':
    'La alergia no nombra ninguna sustancia; se dejó fuera.',
  'The batch was opened but not closed. The file may be cut short.':
    'El lote se abrió pero no se cerró. El archivo puede estar cortado.',
  'The birth date has no day; it was left out.':
    'La fecha de nacimiento no tiene día; se dejó fuera.',
  'The birth date is missing; the second identifier must be asked.':
    'Falta la fecha de nacimiento; hay que preguntar el segundo identificador.',
  'The birth date lies in the future or too far back.':
    'La fecha de nacimiento está en el futuro o demasiado atrás.',
  'The bundle is a history: it holds former versions beside present ones.':
    'El paquete es un historial: contiene versiones anteriores junto a las actuales.',
  'The bundle is the answer to a batch and holds no records.':
    'El paquete es la respuesta a un lote y no contiene registros.',
  'The bundle is the answer to a transaction and holds no records.':
    'El paquete es la respuesta a una transacción y no contiene registros.',
  'The cell looks like a formula; it was kept as text.':
    'La celda parece una fórmula; se guardó como texto.',
  'The class is missing; the stay counts as outpatient.':
    'Falta la clase; la estancia cuenta como ambulatoria.',
  'The condition is not named.': 'El diagnóstico no tiene nombre.',
  'The condition it names is not in the file.': 'El diagnóstico que nombra no está en el archivo.',
  'The contact has no name; it was left out.': 'El contacto no tiene nombre; se dejó fuera.',
  'The coverage names no payer.': 'La cobertura no nombra a ningún pagador.',
  'The date is not written year first, as was stated.':
    'La fecha no empieza por el año, como se indicó.',
  'The dates of this column are written in two ways. Say which date format it has.':
    'Las fechas de esta columna están escritas de dos maneras. Diga qué formato tiene.',
  'The delimiters are not as HL7 declares them.': 'Los separadores no son como los declara HL7.',
  'The delimiters cannot be told apart.': 'Los separadores no se pueden distinguir.',
  'The diagnosis has neither code nor text; it was left out.':
    'El diagnóstico no tiene código ni texto; se dejó fuera.',
  'The discharge is before the admission.': 'El alta es anterior al ingreso.',
  'The discharge is still to come; it was left out.': 'El alta aún está por venir; se dejó fuera.',
  'The discharge time is missing; the time of the event was taken.':
    'Falta la hora del alta; se tomó la hora del suceso.',
  'The end is before the beginning.': 'El final es anterior al comienzo.',
  'The entry holds no resource.': 'La entrada no contiene ningún recurso.',
  'The escape character stands twice; it was read once.':
    'El carácter de escape está dos veces; se leyó una.',
  'The file asks to delete something; nothing is deleted by an import.':
    'El archivo pide borrar algo; una importación no borra nada.',
  'The file breaks off here. It may be cut short.':
    'El archivo se interrumpe aquí. Puede estar cortado.',
  'The file could not be opened. It may have been moved, or another program holds it.':
    'El archivo no se pudo abrir. Puede haberse movido, o lo usa otro programa.',
  'The file could not be opened.': 'El archivo no se pudo abrir.',
  'The file is empty.': 'El archivo está vacío.',
  'The file is not UTF-8 as JSON has to be; it was read as Windows-1252.':
    'El archivo no es UTF-8, como exige JSON; se leyó como Windows-1252.',
  'The file is not UTF-8; it was read as Windows-1252.':
    'El archivo no es UTF-8; se leyó como Windows-1252.',
  'The goal is not described.': 'La meta no se describe.',
  'The goal it names is not in the file.': 'La meta que nombra no está en el archivo.',
  'The identifier is too long to be one.': 'El identificador es demasiado largo.',
  'The insurance names no payer; it was left out.':
    'El seguro no nombra a ningún pagador; se dejó fuera.',
  'The member is not named in the file and was left out.':
    'El miembro no se nombra en el archivo y se dejó fuera.',
  'The merge names no patient to continue in.':
    'La unión no nombra al paciente en el que continúa.',
  'The merge names no prior number.': 'La unión no nombra ningún número anterior.',
  'The merge names the same number twice.': 'La unión nombra dos veces el mismo número.',
  'The merge names the same patient twice.': 'La unión nombra dos veces al mismo paciente.',
  'The message breaks off inside the patient. The file may be cut short.':
    'El mensaje se interrumpe dentro del paciente. El archivo puede estar cortado.',
  'The message breaks off. The file may be cut short.':
    'El mensaje se interrumpe. El archivo puede estar cortado.',
  'The message does not declare its delimiters.': 'El mensaje no declara sus separadores.',
  'The message does not say what it is.': 'El mensaje no dice qué es.',
  'The message does not say which event it tells of.': 'El mensaje no dice de qué suceso habla.',
  'The message has no time; it only fills what is not known yet.':
    'El mensaje no tiene hora; solo completa lo que aún no se sabe.',
  'The message is larger than any that is read here.':
    'El mensaje es mayor que los que aquí se leen.',
  'The message is marked as a test, not as production.':
    'El mensaje está marcado como prueba, no como producción.',
  'The message says it is UTF-8 but is not; it was read as Windows-1252.':
    'El mensaje dice ser UTF-8 pero no lo es; se leyó como Windows-1252.',
  'The name has no comma; its last word was taken for the family name.':
    'El nombre no tiene coma; se tomó la última palabra como apellido.',
  'The name is missing.': 'Falta el nombre.',
  'The name is too long to be one.': 'El nombre es demasiado largo.',
  'The numbers belong to two patients here. Say whether they are one, then import again.':
    'Los números pertenecen aquí a dos pacientes. Diga si son uno y vuelva a importar.',
  'The observation has no time or no value; it was left out.':
    'La observación no tiene hora o valor; se dejó fuera.',
  'The patient class is missing.': 'Falta la clase de paciente.',
  'The patient has died, but the file does not say when.':
    'El paciente falleció, pero el archivo no dice cuándo.',
  'The patient has no identifier, and a name alone names nobody.':
    'El paciente no tiene identificador, y un nombre solo no identifica a nadie.',
  'The patient has no name.': 'El paciente no tiene nombre.',
  'The patient has several open stays, and the visit number that would tell which one is missing.':
    'El paciente tiene varias estancias abiertas y falta el número de visita que diría cuál es.',
  'The patient it names is neither in the file nor known.':
    'El paciente que nombra no está en el archivo ni se conoce.',
  'The patient it names is neither in the file nor known; it was left out.':
    'El paciente que nombra no está en el archivo ni se conoce; se dejó fuera.',
  'The patient to continue in was itself merged into another; a chain of merges is not followed.':
    'El paciente en el que continúa ya se unió a otro; no se siguen cadenas de uniones.',
  'The plan’s status is not known; it counts as a draft.':
    'El estado del plan no se conoce; cuenta como borrador.',
  'The prior number was already merged into another patient; a chain of merges is not followed.':
    'El número anterior ya se unió a otro paciente; no se siguen cadenas de uniones.',
  'The prior numbers belong to two patients here. Say whether they are one, then import again.':
    'Los números anteriores pertenecen aquí a dos pacientes. Diga si son uno y vuelva a importar.',
  'The procedure is not named; it was left out.':
    'El procedimiento no tiene nombre; se dejó fuera.',
  'The record number is missing, and a name alone names nobody.':
    'Falta el número de historia, y un nombre solo no identifica a nadie.',
  'The request does not say what for; it was left out.':
    'La solicitud no dice para qué; se dejó fuera.',
  'The row breaks off. The file may be cut short.':
    'La fila se interrumpe. El archivo puede estar cortado.',
  'The same name stands twice here, and which one is meant cannot be known.':
    'El mismo nombre está aquí dos veces y no se puede saber cuál vale.',
  'The same resource stands twice; it was taken once.':
    'El mismo recurso está dos veces; se tomó una.',
  'The segment is broken by a line end in the middle, so its fields cannot be trusted.':
    'Un salto de línea parte el segmento por la mitad; sus campos no son fiables.',
  'The status is not known; the stay counts as finished.':
    'El estado no se conoce; la estancia cuenta como terminada.',
  'The stay is finished, but the file does not say when it ended.':
    'La estancia terminó, pero el archivo no dice cuándo.',
  'The stay it names is not in the file; the record stands without it.':
    'La estancia que nombra no está en el archivo; el registro queda sin ella.',
  'The table cannot be told apart into rows and cells here.':
    'Aquí la tabla no se puede separar en filas y celdas.',
  'The table cannot be told apart into rows and cells.':
    'La tabla no se puede separar en filas y celdas.',
  'The table has headers but no row.': 'La tabla tiene encabezados pero ninguna fila.',
  'The table has no row.': 'La tabla no tiene ninguna fila.',
  'The text is too long for this field.': 'El texto es demasiado largo para este campo.',
  'The text is very long; its end was left out.': 'El texto es muy largo; su final se dejó fuera.',
  'The time has no day; it was left out.': 'La hora no tiene día; se dejó fuera.',
  'The version is missing or not one of 2.3 to 2.8; it was read like 2.5.':
    'Falta la versión o no es de la 2.3 a la 2.8; se leyó como 2.5.',
  'The year has two digits only, so the century cannot be known.':
    'El año tiene solo dos cifras; no se puede saber el siglo.',
  'There is no patient in the message.': 'No hay ningún paciente en el mensaje.',
  'There is no stay here that this message could cancel.':
    'No hay aquí ninguna estancia que este mensaje pueda anular.',
  'There is no visit in the message; the patient alone is taken.':
    'No hay visita en el mensaje; se toma solo al paciente.',
  'This class is not known; a new stay counts as outpatient.':
    'Esta clase no se conoce; una estancia nueva cuenta como ambulatoria.',
  'This code for sex is not known; it was left out.':
    'Este código de sexo no se conoce; se dejó fuera.',
  'This is JSON, but it does not say which FHIR resource it is.':
    'Es JSON, pero no dice qué recurso FHIR es.',
  'This is JSON, but no FHIR resource: it is not an object.':
    'Es JSON, pero no un recurso FHIR: no es un objeto.',
  'This is XML or HTML. FHIR is read as JSON only.': 'Es XML o HTML. FHIR se lee solo como JSON.',
  'This is a PDF document.': 'Es un documento PDF.',
  'This is a ZIP archive or an Office file. Unpack it, or save the sheet as CSV.':
    'Es un archivo ZIP o de Office. Descomprímalo o guarde la hoja como CSV.',
  'This is a binary file, not a text.': 'Es un archivo binario, no un texto.',
  'This is a compressed file. Unpack it first.': 'Es un archivo comprimido. Descomprímalo antes.',
  'This is a database file.': 'Es un archivo de base de datos.',
  'This is a picture.': 'Es una imagen.',
  'This is a program, not a record.': 'Es un programa, no un registro.',
  'This is a text document (RTF).': 'Es un documento de texto (RTF).',
  'This is an old Office file. Save the sheet as CSV.':
    'Es un archivo antiguo de Office. Guarde la hoja como CSV.',
  'This is neither HL7 v2, nor FHIR in JSON, nor a CSV table with known columns.':
    'No es HL7 v2, ni FHIR en JSON, ni una tabla CSV con columnas conocidas.',
  'There is no such date or time.': 'No existe esa fecha u hora.',
  'This is no date.': 'No es una fecha.',
  'This is no time of day.': 'No es una hora del día.',
  'This is not JSON.': 'No es JSON.',
  'This is not JSON: it begins with neither { nor [.': 'No es JSON: no empieza por { ni por [.',
  'This number is known here under another name and another birth date. Make sure that it is the same person.':
    'Este número se conoce aquí con otro nombre y otra fecha de nacimiento. Asegúrese de que es la misma persona.',
  'This time does not exist on the day the clocks go forward; it was moved on.':
    'Esta hora no existe el día en que se adelanta el reloj; se pasó adelante.',
  'This visit number belongs to another patient here.':
    'Este número de visita pertenece aquí a otro paciente.',
  'This word for sex is not known; it was left out.':
    'Esta palabra para el sexo no se conoce; se dejó fuera.',
};

/** Sentences that name a number or a word. */
const patterns: readonly [RegExp, string][] = [
  [
    /^Lines before the headers on line (\d+) were left out\.$/,
    'Las líneas anteriores a los encabezados de la línea $1 se dejaron fuera.',
  ],
  [
    /^The batch says it holds (\d+) messages; (\d+) are in the file\.$/,
    'El lote dice tener $1 mensajes; en el archivo hay $2.',
  ],
  [
    /^The (?:bundle|file) holds more than (\d+) resources\. Split it into smaller ones\.$/,
    'Contiene más de $1 recursos. Divídalo en archivos menores.',
  ],
  [
    /^The file holds more than (\d+) messages\. Split it into smaller ones\.$/,
    'Contiene más de $1 mensajes. Divídalo en archivos menores.',
  ],
  [
    /^The table holds more than (\d+) rows\. Split it into smaller ones\.$/,
    'Contiene más de $1 filas. Divídalo en archivos menores.',
  ],
  [
    /^The file is larger than (\d+) MB\. Split it into smaller ones\.$/,
    'El archivo supera $1 MB. Divídalo en archivos menores.',
  ],
  [
    /^The file is nested more than (\d+) levels deep\.$/,
    'El archivo tiene más de $1 niveles anidados.',
  ],
  [
    /^The declared character set is not known here; the text was read as (.+)\.$/,
    'El juego de caracteres declarado no se conoce; el texto se leyó como $1.',
  ],
  [
    /^The message says it is ASCII but is not; it was read as (.+)\.$/,
    'El mensaje dice ser ASCII pero no lo es; se leyó como $1.',
  ],
  [
    /^The same person and stay also stand on line (\d+); the later line holds\.$/,
    'La misma persona y estancia están también en la línea $1; vale la última.',
  ],
  [
    /^The row has (\d+) cells, the headers are (\d+)\.$/,
    'La fila tiene $1 celdas y los encabezados son $2.',
  ],
  [
    /^The same resource stands twice with different content \(also at (.+)\)\.$/,
    'El mismo recurso está dos veces con contenido distinto (también en $1).',
  ],
  [
    /^This is not as FHIR R4 has it \(a text is expected\)\.$/,
    'No es como en FHIR R4 (se espera un texto).',
  ],
  [
    /^This is not as FHIR R4 has it \(a number is expected\)\.$/,
    'No es como en FHIR R4 (se espera un número).',
  ],
  [
    /^This is not as FHIR R4 has it \(true or false is expected\)\.$/,
    'No es como en FHIR R4 (se espera verdadero o falso).',
  ],
  [
    /^This is not as FHIR R4 has it \(a list is expected\)\.$/,
    'No es como en FHIR R4 (se espera una lista).',
  ],
  [
    /^This is not as FHIR R4 has it \(an object is expected\)\.$/,
    'No es como en FHIR R4 (se espera un objeto).',
  ],
  [/^This is not as FHIR R4 has it \(.+\)\.$/, 'No es como en FHIR R4 (se espera otra forma).'],
  [
    /^There is no such date or time\. It was left out\.$/,
    'No existe esa fecha u hora. Se dejó fuera.',
  ],
  [
    /^(\d+) more problems of this file are not listed\.$/,
    'Otros $1 problemas de este archivo no se enumeran.',
  ],
];

/** A reason in Spanish. */
export const reasonsEs = (reason: string): string => {
  const sentence = sentences[reason];
  if (sentence !== undefined) return sentence;
  const pattern = patterns.find(([expression]) => expression.test(reason));
  return pattern ? reason.replace(pattern[0], pattern[1]) : reason;
};
