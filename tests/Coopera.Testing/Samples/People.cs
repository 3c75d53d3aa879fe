using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Testing.Data;

namespace Coopera.Testing.Samples;

/// <summary>People who sign up, for tests that do not care who.</summary>
public static class People
{
    public static Participant Person(string email = "maria.rossi@comune.example", string firstName = "Maria", string lastName = "Rossi") =>
        new(
        firstName, lastName, EmailAddress.Parse(email), ParticipantKind.Staff,
        "083016", null, "Comune di Castroreale (ME)", "Assistente sociale", null);

    public static Participant Number(int number) => Person($"persona{number}@comune.example", "Persona", $"Numero {number}");

    public static PrivacyNoticeReading Notice => new("2026-11-01", TestDatabase.Now, FutureInvitations: false);
}
