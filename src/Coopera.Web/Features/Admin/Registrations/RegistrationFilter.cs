using Coopera.Domain;
using Coopera.Domain.Registrations;

namespace Coopera.Web.Features.Admin.Registrations;

/// <summary>What the list shows, and the exports hold. Its words are those of the address: <c>?stato=Confirmed&amp;cerca=rossi</c>.</summary>
public sealed record RegistrationFilter(RegistrationStatus? Stato, string? Cerca)
{
    public IQueryable<Registration> Apply(IQueryable<Registration> registrations, int webinarId)
    {
        registrations = registrations.Where(r => r.WebinarId == webinarId);
        if (Stato is { } status)
        {
            registrations = registrations.Where(r => r.Status == status);
        }

        foreach (var word in Text.Fold(Cerca).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            registrations = registrations.Where(r => r.SearchText.Contains(word));
        }

        return registrations.OrderBy(r => r.Number);
    }

    public string Describe() => string.Join(", ", new[]
    {
        Stato is { } status ? $"stato {status.Label()}" : null,
        string.IsNullOrWhiteSpace(Cerca) ? null : $"ricerca «{Text.CleanLine(Cerca)}»",
    }.OfType<string>()) is { Length: > 0 } text ? text : "tutti";
}

public static class RegistrationText
{
    public static string Label(this RegistrationStatus status) => status switch
    {
        RegistrationStatus.Confirmed => "confermata",
        RegistrationStatus.Waiting => "in attesa",
        _ => "annullata",
    };

    public static string Label(this ParticipantKind kind) => kind switch
    {
        ParticipantKind.Staff => "personale di un ente",
        ParticipantKind.Partner => "partner o operatore",
        _ => "cittadina o cittadino",
    };
}
