using Coopera.Domain.Registrations;

namespace Coopera.Core.Registrations;

public enum RegistrationField
{
    FirstName,
    LastName,
    Email,
    ParticipantKind,
    PublicBody,
    Role,
    Phone,
    Answers,
}

public static class ChangedFields
{
    private const char Between = ',';

    public static string Of(Registration registration, Participant participant, bool answersChanged) =>
        string.Join(Between, new RegistrationField?[]
    {
        registration.FirstName == participant.FirstName ? null : RegistrationField.FirstName,
        registration.LastName == participant.LastName ? null : RegistrationField.LastName,
        registration.Email.Display == participant.Email.Display ? null : RegistrationField.Email,
        registration.ParticipantKind == participant.Kind ? null : RegistrationField.ParticipantKind,
        registration.PublicBodyCode == participant.PublicBodyCode && registration.OtherBody == participant.OtherBody
            ? null
            : RegistrationField.PublicBody,
        registration.Role == participant.Role ? null : RegistrationField.Role,
        registration.Phone == participant.Phone ? null : RegistrationField.Phone,
        answersChanged ? RegistrationField.Answers : null,
    }.OfType<RegistrationField>());

    public static IReadOnlyList<RegistrationField> Read(string? note) =>
        [.. (note ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RegistrationField>)];
}
