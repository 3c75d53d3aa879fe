namespace Coopera.Domain.Registrations;

/// <summary>What a person answered to an extra question; one row for each option chosen.</summary>
public sealed class Answer
{
    public const int ValueMaxLength = 1000;

    private Answer()
    {
    }

    public Answer(Guid registrationId, int questionId, string value)
    {
        RegistrationId = registrationId;
        QuestionId = questionId;
        Value = Text.Cut(value, ValueMaxLength);
    }

    public long Id { get; private set; }

    public Guid RegistrationId { get; private set; }

    /// <summary>The version of the question that was asked.</summary>
    public int QuestionId { get; private set; }

    /// <summary>The text, the option, or one of <see cref="Webinars.Question.Yes"/> and <see cref="Webinars.Question.No"/>.</summary>
    public string Value { get; private set; } = "";
}
