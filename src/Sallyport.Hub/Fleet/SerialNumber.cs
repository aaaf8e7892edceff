using System.Security.Cryptography;

namespace Sallyport.Hub.Fleet;

/// <summary>
/// Serial numbers of certificates. Those of one agent share their first half from the join to the last renewal, so that
/// a rejoin or a removal revokes all of them at once, and a renewal whose answer was lost does not lock the agent out.
/// </summary>
internal static class SerialNumber
{
    private const int Half = 8;

    public static byte[] Random()
    {
        var serial = RandomNumberGenerator.GetBytes(2 * Half);
        // Positive and without a leading zero byte, so that every reader writes it the same way.
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }

    public static byte[] Renewal(string hexadecimal)
    {
        var serial = Random();
        Convert.FromHexString(hexadecimal).AsSpan(0, Half).CopyTo(serial);
        return serial;
    }

    public static bool SameEnrolment(string hexadecimal, string other) =>
        hexadecimal.Length == 4 * Half && other.Length == 4 * Half
        && hexadecimal.AsSpan(0, 2 * Half).Equals(other.AsSpan(0, 2 * Half), StringComparison.OrdinalIgnoreCase);
}
