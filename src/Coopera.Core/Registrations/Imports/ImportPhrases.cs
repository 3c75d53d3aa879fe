using Coopera.Domain;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Registrations.Imports;

public static class ImportPhrases
{
    public const string Pasted = "elenco incollato";
    public const string Overtaken = "Non è cambiato niente: da quando hai visto la prova qualcosa è cambiato. Ecco la prova di adesso.";
    public const string TooLate = "Sono passati più di sette giorni: le iscrizioni importate si annullano una per una, o dall’elenco.";

    public static string Label(this ImportColumn column) => column switch
    {
        ImportColumn.FullName => "Nome e cognome",
        ImportColumn.LastThenFirst => "Cognome e nome",
        ImportColumn.FirstName => "Nome",
        ImportColumn.LastName => "Cognome",
        ImportColumn.Email => "Email",
        ImportColumn.Body => "Ente o organizzazione",
        ImportColumn.Role => "Ruolo",
        ImportColumn.Phone => "Telefono",
        _ => "Non importare",
    };

    public static string Done(int added, int waiting) =>
        $"{(added == 1 ? "Una persona iscritta" : $"{Amount.Of(added)} persone iscritte")}"
        + (waiting == 0 ? "." : waiting == added ? ", in lista d’attesa."
            : $": {Amount.Of(added - waiting)} con il posto, {Amount.Of(waiting)} in lista d’attesa.");

    public static string Undone(int removed, int cancelled, int staying) => string.Join(' ', new[]
    {
        removed > 0 ? removed == 1 ? "Un’iscrizione tolta." : $"{Amount.Of(removed)} iscrizioni tolte." : null,
        cancelled > 0 ? cancelled == 1 ? "Un’iscrizione annullata." : $"{Amount.Of(cancelled)} iscrizioni annullate." : null,
        staying > 0 ? staying == 1 ? "Una resta." : $"{Amount.Of(staying)} restano." : null,
    }.OfType<string>());

    public static string Sentence(this PlannedRow row) => row.State switch
    {
        ImportRowState.New => (row.Registration is null ? "da iscrivere" : "da iscrivere di nuovo: aveva annullato")
            + (row.Beside is { } other ? $", stessa casella di {other}" : ""),
        ImportRowState.AlreadyThere => "è già in elenco: resta com’è",
        ImportRowState.CancelledBefore => "aveva annullato la sua iscrizione: resta fuori",
        _ => $"stessa persona della riga {row.SameAs}: resta fuori",
    };

    public static string Sentence(this WhyItStays why) => why switch
    {
        WhyItStays.Cancelled => "è già annullata",
        WhyItStays.SignedUpToo => "si è iscritta anche dal sito",
        WhyItStays.Changed => "i dati o le scelte sono cambiati dopo",
        _ => "una persona della segreteria ci ha lavorato dopo",
    };

    /// <summary>In the diary of each person.</summary>
    internal static string Diary(RegistrationImport import) => $"Importata da: {import.Source}. {import.Purpose}";

    internal static string CancelledBecause(RegistrationImport import) =>
        $"Importazione {RomeTime.Date("del", import.At)} ritirata dalla segreteria.";
}
