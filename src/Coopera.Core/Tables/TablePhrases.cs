using Coopera.Domain;

namespace Coopera.Core.Tables;

public static class TablePhrases
{
    private static readonly string TooManyRows =
        $"L’elenco ha più di {Amount.Of(ReadTable.MostRows)} righe: dividilo in più parti e importale una dopo l’altra.";

    public const string TooLarge = "Il file è troppo grande: può avere al massimo 2 MB. Lascia solo le colonne che servono.";

    public static string Sentence(this TableFault fault) => fault switch
    {
        TableFault.Empty => "Qui non c’è nessuna riga: incolla l’elenco, oppure scegli un file.",
        TableFault.TooLarge => TooLarge,
        TableFault.TooManyRows => TooManyRows,
        TableFault.OldOrLocked =>
            "È un file di Excel di vecchio tipo (.xls), oppure ha una password: salvalo senza password come «Cartella di lavoro di Excel (.xlsx)».",
        TableFault.OtherSpreadsheet => "È un foglio di LibreOffice (.ods): salvalo come .xlsx o come .csv, oppure copia le celle e incollale qui.",
        TableFault.Damaged => "Non riusciamo a leggere questo file: forse è rovinato. Aprilo, salvalo di nuovo come .xlsx e riprova, "
            + "oppure copia le celle e incollale qui.",
        _ => "Questo file non è un elenco: scegli un foglio di Excel (.xlsx) o un .csv, oppure copia le celle e incollale qui.",
    };
}
