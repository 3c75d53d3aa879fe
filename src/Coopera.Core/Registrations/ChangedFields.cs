using Coopera.Domain.Registrations;

namespace Coopera.Core.Registrations;

/// <summary>Which data a correction touches, for the diary: names of fields, never what was in them.</summary>
public static class ChangedFields
{
    public const string None = "nessun dato diverso";

    public static string Of(Registration registration, Participant participant, bool answersChanged)
    {
        var changed = new[]
        {
            registration.FirstName == participant.FirstName ? null : "nome",
            registration.LastName == participant.LastName ? null : "cognome",
            registration.Email == participant.Email.Display ? null : "email",
            registration.ParticipantKind == participant.Kind ? null : "come partecipa",
            registration.PublicBodyCode == participant.PublicBodyCode && registration.OtherBody == participant.OtherBody ? null : "ente",
            registration.Role == participant.Role ? null : "ruolo",
            registration.Phone == participant.Phone ? null : "telefono",
            answersChanged ? "risposte alle domande" : null,
        }.OfType<string>().ToList();
        return changed.Count == 0 ? None : string.Join(", ", changed);
    }
}
