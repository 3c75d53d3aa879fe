namespace Coopera.Core.Links;

public static partial class Addresses
{
    /// <summary>What the person who signed up opens with the link in the mails.</summary>
    public static class Registration
    {
        public const string Recover = "~/iscrizioni/recupera";

        public static string Page(string token) => $"~/iscrizioni/{token}";

        /// <param name="token">Of <see cref="ConfirmationLinks"/>, not the personal one.</param>
        public static string Confirm(string token) => $"{Page(token)}/conferma";

        public static string Edit(string token) => $"{Page(token)}/modifica";

        public static string Cancel(string token) => $"{Page(token)}/annulla";

        public static string Restore(string token) => $"{Page(token)}/rimetti";

        public static string Invitations(string token) => $"{Page(token)}/inviti";

        /// <param name="token">Of <see cref="UnsubscribeLinks"/>.</param>
        public static string Unsubscribe(string token) => $"~/inviti/{token}";

        public static string Calendar(string token) => $"{Page(token)}/calendario.ics";

        /// <summary>The way into the webinar: opens in time, and knows when one came in.</summary>
        public static string Enter(string token) => $"{Page(token)}/entra";

        public static string Leave(string token) => $"{Page(token)}/esci";

        public static string StillThere(string token) => $"{Page(token)}/presente";

        /// <summary>Takes a word that was said in the session.</summary>
        public static string CodeWord(string token) => $"{Page(token)}/parola";

        /// <summary>"Non risulto presente".</summary>
        public static string MissingPresence(string token) => $"{Page(token)}/presenza";

        /// <summary>The room with one screen that the person opens, or is in.</summary>
        public static string Room(string token) => $"{Page(token)}/sala";

        public static string OpenRoom(string token) => $"{Room(token)}/apri";

        public static string JoinRoom(string token) => $"{Room(token)}/conferma";

        public static string DeclareInRoom(string token) => $"{Room(token)}/dichiara";

        public static string CloseRoom(string token) => $"{Room(token)}/chiudi";

        /// <summary>For who has read the code on the wall.</summary>
        public static string RoomDoor(string code) => $"~/sala/{code}";

        /// <summary>For who opened somebody else's link.</summary>
        public static string SignUpInstead(string token) => $"{Page(token)}/iscriviti";

        public static string Material(string token, int material) => $"{Page(token)}/materiali/{material}";
    }
}
