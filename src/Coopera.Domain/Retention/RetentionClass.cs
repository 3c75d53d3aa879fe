namespace Coopera.Domain.Retention;

/// <summary>What leaves on a day of its own, counted by one rule. The names are stored, and are those of the settings.</summary>
public enum RetentionClass
{
    /// <summary>Who signed up: from the end of the webinar.</summary>
    Registrations,

    /// <summary>What was written freely in answer to a webinar's questions: from its end.</summary>
    Answers,

    /// <summary>Who imported which list, and why.</summary>
    Imports,

    /// <summary>People and papers of what was never sent, refused or withdrawn: from its last move.</summary>
    Adhesions,

    /// <summary>People and papers of bodies that joined; that they joined stays.</summary>
    Members,

    Requests,
    Mails,
    Mailings,
    Inbox,
    CertifiedMail,

    /// <summary>Whose certificates they are; that they were issued stays, with all else that they say.</summary>
    Certificates,

    /// <summary>The words in the register of what staff did; its rows stay.</summary>
    Register,
}
