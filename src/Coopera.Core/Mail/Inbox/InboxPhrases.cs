using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Inbox;

/// <summary>How staff choose among the messages that came in.</summary>
public enum InboxGroup
{
    All,
    SetAside,
    Requests,
    Bounces,
    Pec,
    Calendar,
    Automatic,
    LeftAlone,
}

public static class InboxPhrases
{
    private static readonly Dictionary<InboxOutcome, (InboxGroup Group, string Words)> Outcomes = new()
    {
        [InboxOutcome.LeftAlone] = (InboxGroup.LeftAlone, "lasciata com’è: si legge nella casella"),
        [InboxOutcome.SetAside] = (InboxGroup.SetAside, "messa da parte"),
        [InboxOutcome.Bounced] = (InboxGroup.Bounces, "un’email nostra è tornata indietro: l’indirizzo non esiste"),
        [InboxOutcome.BouncedSoftly] = (InboxGroup.Bounces, "un’email nostra è tornata indietro"),
        [InboxOutcome.Delayed] = (InboxGroup.Bounces, "un’email nostra arriva in ritardo: il server riprova"),
        [InboxOutcome.BounceOfNothing] = (InboxGroup.Bounces, "è tornata indietro un’email che non è del sito"),
        [InboxOutcome.Automatic] = (InboxGroup.Automatic, "messaggio automatico: non si risponde"),
        [InboxOutcome.CalendarAccepted] = (InboxGroup.Calendar, "risposta di un calendario: sì, o forse"),
        [InboxOutcome.CalendarDeclined] = (InboxGroup.Calendar, "risposta di un calendario: no. L’iscrizione resta"),
        [InboxOutcome.SchedaSent] = (InboxGroup.Requests, "chiede la scheda: mandata"),
        [InboxOutcome.PecReceipt] = (InboxGroup.Pec, "ricevuta della PEC: è accanto all’email a cui si riferisce"),
        [InboxOutcome.PecReceiptOfNothing] = (InboxGroup.Pec, "ricevuta di una PEC che non è del sito"),
        [InboxOutcome.SchedaByPec] = (InboxGroup.Pec, "scheda arrivata per PEC: è nella sua adesione, da verificare"),
        [InboxOutcome.SchedaByPecToDecide] = (InboxGroup.Pec, "forse una scheda arrivata per PEC: da abbinare a un’adesione"),
        [InboxOutcome.SchedaHeldBack] = (InboxGroup.Requests, "chiede la scheda: non mandata, troppe email in poco tempo. Rispondi tu"),
        [InboxOutcome.SchedaHadAlready] = (InboxGroup.Requests, "chiede la scheda: l’ha ricevuta da meno di un giorno"),
    };

    private static readonly (InboxGroup Group, string Word, string Label)[] Groups =
    [
        (InboxGroup.All, "tutte", "Tutte"),
        (InboxGroup.SetAside, "da-parte", "Messe da parte"),
        (InboxGroup.Requests, "scheda", "Chiedono la scheda"),
        (InboxGroup.Bounces, "tornate", "Tornate indietro"),
        (InboxGroup.Pec, "pec", "PEC"),
        (InboxGroup.Calendar, "calendario", "Risposte dei calendari"),
        (InboxGroup.Automatic, "automatiche", "Automatiche"),
        (InboxGroup.LeftAlone, "altre", "Lasciate com’erano"),
    ];

    public static IEnumerable<InboxGroup> AllGroups => Groups.Select(g => g.Group);

    public static string Words(this InboxOutcome outcome) => Of(outcome).Words;

    public static InboxGroup Group(this InboxOutcome outcome) => Of(outcome).Group;

    private static (InboxGroup Group, string Words) Of(InboxOutcome outcome) =>
        Outcomes.GetValueOrDefault(outcome, (InboxGroup.All, outcome.ToString()));

    public static IReadOnlyList<InboxOutcome> OutcomesOf(InboxGroup group) =>
        [.. Outcomes.Where(pair => pair.Value.Group == group).Select(pair => pair.Key)];

    public static string Label(this InboxGroup group) => Groups.First(g => g.Group == group).Label;

    public static string Word(this InboxGroup group) => Groups.First(g => g.Group == group).Word;

    public static InboxGroup GroupOf(string? word) => Groups.FirstOrDefault(g => g.Word == word).Group;

    public static string TagClass(this InboxGroup group) => group switch
    {
        InboxGroup.SetAside => "tag tag-stop",
        InboxGroup.Bounces => "tag tag-sample",
        InboxGroup.Requests => "tag tag-open",
        InboxGroup.LeftAlone or InboxGroup.Automatic => "tag tag-over",
        _ => "tag",
    };

    public static string State(this InboxGroup group) => group switch
    {
        InboxGroup.SetAside => "messa da parte",
        InboxGroup.Bounces => "tornata indietro",
        InboxGroup.Requests => "chiede la scheda",
        InboxGroup.Pec => "PEC",
        InboxGroup.Calendar => "calendario",
        InboxGroup.Automatic => "automatica",
        _ => "lasciata com’era",
    };

    /// <summary>Why it was set aside, and that it is still there.</summary>
    public static string Words(this InboxTrouble trouble) => trouble switch
    {
        InboxTrouble.TooLarge => "è troppo grande per essere letta dal sito",
        InboxTrouble.TooIntricate => "ha troppe parti una dentro l’altra",
        InboxTrouble.Unreadable => "non è scritta come un’email",
        InboxTrouble.TookTooLong => "leggerla richiede troppo tempo",
        InboxTrouble.BrokeOff => "il sito si è fermato più volte mentre la leggeva",
        _ => "il sito non è riuscito a trattarla",
    };

    public static string Released(int count) =>
        count == 0 ? "niente aspettava" : Amount.Of(count, "email rimessa in coda", "email rimesse in coda");

    public static string Lifted(int count) => "L’indirizzo è riattivato: il sito gli scrive di nuovo."
        + count switch
        {
            0 => "",
            1 => " Un’email che aspettava parte tra poco.",
            _ => $" {Amount.Of(count)} email che aspettavano partono tra poco.",
        };

    /// <summary>What is wrong with the mailbox, and whose turn it is.</summary>
    public static string Words(MailFailure failure) => failure.Fault switch
    {
        MailFault.Credentials => "La casella rifiuta le credenziali: chi gestisce il sito deve controllare Mailbox:User e Mailbox:Password.",
        MailFault.Tls => "La connessione protetta con la casella non riesce: chi gestisce il sito deve controllare Mailbox:Security e Mailbox:Port.",
        MailFault.Setup => "La casella è impostata male: chi gestisce il sito deve controllare Mailbox:Folder, Mailbox:Security e Mailbox:Port.",
        MailFault.Network => "Il server della casella non risponde: il sito riprova da solo. Se dura, chi gestisce il sito chiami il fornitore della posta.",
        _ => "La casella non si legge: chi gestisce il sito guardi nel registro del programma.",
    };
}
