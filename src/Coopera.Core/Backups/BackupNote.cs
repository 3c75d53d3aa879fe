using Coopera.Domain;

namespace Coopera.Core.Backups;

/// <summary>For who finds the archive and knows nothing of it.</summary>
internal static class BackupNote
{
    public static string Of(DateTimeOffset madeAt, string key) =>
        $"""
         Copia di sicurezza del sito Coopera, con i dati che c’erano {RomeTime.DateAndTime("il", madeAt)}.

         Dentro ci sono il database (coopera.db, un file SQLite, qualunque database usi il sito), i file caricati
         (uploads/) e l’elenco di tutto con le impronte SHA-256 (manifest.json). Ci sono dati personali: tienila dove
         li legge solo chi deve, e cancellala quando non serve più.

         Non c’è la chiave del sito, né ci sono le impostazioni. La chiave con l’identificativo {key} (il file di
         Keys:KeyFile, o il certificato di Keys:CertificateFile) va conservata in un altro posto: chi ha questa copia
         senza la chiave non apre sessioni, link e codici, e senza la chiave nemmeno tu rimetti in funzione il sito.

         Per ripristinarla, su una macchina con il programma, le impostazioni e la chiave:

             Coopera.Web restore QUESTO-FILE

         Le email che erano in coda restano ferme finché in Gestione qualcuno decide se farle partire.

         """;
}
