using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail;

public static class PecPhrases
{
    /// <summary>Said wherever something came as certified mail and is worth no more than an ordinary one.</summary>
    public const string NotVerified = "firma del gestore non verificata";

    public static string Of(PecReceiptKind kind) => kind switch
    {
        PecReceiptKind.Accepted => "accettata",
        PecReceiptKind.NotAccepted => "non accettata",
        PecReceiptKind.TakenInCharge => "presa in carico",
        PecReceiptKind.Delivered => "consegnata",
        PecReceiptKind.DeliveryDelayed => "consegna in ritardo",
        PecReceiptKind.NotDelivered => "non consegnata",
        _ => "fermata per un virus",
    };

    public static string FileWord(PecReceiptKind kind) => Of(kind).Replace(' ', '-');

    /// <summary>"accettata 10:02 · consegnata 10:02": what the secretariat looks for, in the order in which it happened.</summary>
    public static string Summary(IEnumerable<PecReceipt> receipts)
    {
        var shown = receipts.OrderBy(receipt => receipt.At).ThenBy(receipt => receipt.Kind)
            .Where(receipt => receipt.Kind != PecReceiptKind.TakenInCharge).ToList();
        return string.Join(" · ", shown.Select(receipt =>
            $"{Of(receipt.Kind)} {When(receipt.At, shown[0].At)}{(receipt.IsVerified ? "" : $" ({NotVerified})")}"));
    }

    public static string Sentence(PecReceipt receipt)
    {
        var words = Of(receipt.Kind);
        var why = Reason(receipt) is { Length: > 0 } reason ? $": {reason}" : "";
        var who = receipt.Provider is { } provider ? $", gestore {provider}" : "";
        return $"{char.ToUpperInvariant(words[0])}{words[1..]} {RomeTime.DateAndTime("il", receipt.At)}{who}{why}"
            + (receipt.IsVerified ? "." : $" ({NotVerified}).");
    }

    public static string Sent(DateTimeOffset at, string? number) => number is null
        ? $"inviata per PEC {RomeTime.DateAndTime("il", at)}"
        : $"inviata per PEC a mano {RomeTime.Date("il", at)}, n. {number}";

    public static string SentInFull(DateTimeOffset at, string? number) => number is null
        ? $"L’abbiamo consegnata al gestore della PEC {RomeTime.DateAndTime("il", at)}."
        : $"È stata inviata per PEC da una persona {RomeTime.Date("il", at)}, con il numero {number}.";

    private static string Reason(PecReceipt receipt) => string.Join(", ", new[]
    {
        receipt.Error switch
        {
            PecError.NoRecipient => "la casella non esiste o non riceve",
            PecError.NoDomain => "il dominio non esiste o non è di PEC",
            PecError.Virus => "il gestore ci ha trovato un virus",
            PecError.Other => "un errore del gestore",
            _ => "",
        },
        receipt.ErrorDetail ?? "",
    }.Where(part => part.Length > 0));

    private static string When(DateTimeOffset at, DateTimeOffset first) =>
        RomeTime.Day(at) == RomeTime.Day(first) ? RomeTime.Time(at) : RomeTime.DateAndTime("il", at);
}
