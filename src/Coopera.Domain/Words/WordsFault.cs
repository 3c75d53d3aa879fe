namespace Coopera.Domain.Words;

/// <summary>What is in a short text that ought to name a person, a role or a body, and does not.</summary>
public enum WordsFault
{
    WebAddress,
    EmailAddress,
    Telephone,
    Sentence,
    Symbols,
}
