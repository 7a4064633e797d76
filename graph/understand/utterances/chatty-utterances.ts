/** Talkative wordings and small stories of several sentences, each with one matter. */
export const chattyUtterances: Readonly<Record<string, readonly string[]>> = {
  'order-management/track-order': [
    "Hey, hope you guys are having a nice day! So I got this mail saying it shipped like a week ago and I've been sitting by the window ever since, any idea what's going on?",
    "I'm leaving for holidays on Saturday and I'm a bit nervous that the thing won't make it before then, could you have a peek?",
    "My neighbour got his from you in two days flat and I've been waiting for nine. What gives?",
    'So the driver apparently rang, nobody heard a bell, and now the site says attempted delivery. What happens next?',
    "It's my kid's birthday tomorrow and the present still isn't here, I'm getting desperate!",
    'I know it is the busy season and all, but honestly, should it take this long to reach me?',
    'First the site said Monday, then Wednesday, and now it just says "soon". I would love a straight answer.',
    'A card in my letterbox says that it is at some depot, but no depot is named. Where do I go?',
  ],
  'order-management/cancel-order': [
    "Ugh, my partner ordered the same thing this morning without telling me, so mine isn't needed. Can we call it off?",
    "I got carried away last night shopping, and looking at it now I don't need any of it. Please make it not happen.",
    'Turns out I found one in the attic. Is it too late to pull out of the purchase?',
    'Since it will not come before the party anyway, I would rather you did not send it at all.',
  ],
  'order-management/return-item': [
    'I really wanted to love these shoes, but after a walk around the living room my toes are killing me. They have to go back.',
    'It looked way bigger in the pictures, haha. Anyway, what do I need to do to send it home to you?',
    'We tried the mattress for three weeks and my back says no. How do we get it picked up?',
    'The scarf was for my aunt but she already has one in that colour, so I am hoping to get my money back for it.',
    'Opened it, played with it for an hour, realised that it is not for me. Are you taking it back?',
  ],
  'order-management/exchange-item': [
    'The jumper is lovely but I must have shrunk, I need it one size down if you still have that.',
    'Would you let me trade the grey cover for the green one? The tags are still on and everything.',
  ],
  'order-management/report-problem': [
    "So I finally open the parcel, all excited, and guess what: it's somebody else's stuff in there!",
    'Three of the six glasses did not survive the trip. There are shards everywhere in the carton.',
    'I counted twice. The list says eight screws and two brackets and there is one bracket in the bag.',
    'The bottle was open when it got here and everything else in the package is now sticky.',
    'I do not mean to be difficult, but this was sold as new and there is dust and hair in it.',
  ],
  'order-management/refund-status': [
    "You told me three to five days. It's been a month, and I check my account every single morning.",
    'The shop confirmed that the boots came back, and since then it has been silence. Did you pay me yet?',
    'I got back forty, but what I paid was sixty. I am wondering where the rest went.',
  ],
  'order-management/change-address': [
    "I'm such a fool, I typed my old street at checkout. It hasn't left yet, has it? Can it go to my new place?",
    'Nobody will be home all week, could the package go to my sister across town instead?',
  ],
  'order-management/change-items': [
    'Silly me, I meant to take two of the cushions. Can another one go into the same box?',
    'I just saw that I picked the 128 version, but the 256 was what I wanted. It is not packed yet, I hope.',
  ],
  'order-management/payment-trouble': [
    'I pressed pay, it spun for a minute, showed an error, and now my bank says that the money is gone. There is no order though!',
    "The site gave me a ten percent code for my birthday and at the till it says that it's not valid. Not much of a present.",
    'My statement shows the same amount on the 3rd and on the 4th. I only bought one thing.',
  ],
  'order-management/place-order': [
    'I am eighty-one and not good with these websites. Could you simply put the order in for me?',
    'Everything is in my basket and I am happy with it, but I cannot find where to go from here to buy it.',
    'We are a kindergarten and would need thirty of the small chairs. How does one order that many from you?',
  ],
  'order-management/delivery-rules': [
    'We live on a farm at the end of a dirt road, do your drivers come out that far?',
    "I'm thinking of getting the sofa, but we're on the fourth floor without a lift. Do they carry it up?",
    'If I order tonight, is there any chance of having it here by Friday? What do you normally need?',
    'My grandson lives in Canada. Would you send something there, and what would that set me back?',
  ],
  'order-management/payment-rules': [
    'It is a lot of money in one go. Is there a way to spread it over a few months?',
    'I do not own a credit card and never will. How else could I pay you?',
  ],
  'order-management/return-rules': [
    "Before I buy: say it doesn't fit my hallway, how many days would I have to change my mind?",
    'If I open the box and try it on, would you still take it back, or is that the end of it?',
  ],
  'personalization/account-access': [
    "I swear I'm typing the right password but it keeps telling me no. I even reset it twice. Can someone let me in?",
    "My wife and I share one login and we'd each like our own now. How do we go about that?",
    'I have not shopped with you in years and would rather that you close everything you have under my name.',
    'It says that it sent me a code by text. Well, it did not. I have waited half an hour.',
    'I changed phones and the little app with the six digits is gone, so I cannot sign in any more.',
  ],
  'personalization/change-contact': [
    'I have a new job and lost the old e-mail with it. Please write to my private one from now on, it is ana.p@example.org.',
    'You keep calling me Mister in your letters. I am not one. Please fix that.',
    'My number is not mine any more, some stranger gets your texts. Here is the new one: 0171 555 0123.',
  ],
  'personalization/change-account-address': [
    'We finally bought a house! Please put the new place in as my main address.',
    'There are four addresses in my profile and I only live at one. Throw out the others please.',
  ],
  'personalization/newsletter': [
    'I like you folks, but three mails a day is a bit much. Could it be once a month?',
    'My inbox is drowning, and half of it is from you. Enough please.',
  ],
  'personalization/set-preference': [
    'Just so you know for the future, I am allergic to wool, so please never show me any.',
    'We are a vegan family, it would be nice if you kept that in mind.',
    'I have really wide feet, size 45. Could you remember that for the next time?',
  ],
  'personalization/membership': [
    'I have been with you for ten years and spend a fortune. Surely that makes me something special in your books?',
    'I was promised points for my last purchase and I see nothing. How many have I got?',
  ],
  'product-recommendation/recommend': [
    "I'm furnishing my first flat and I have no clue about vacuum cleaners. There's a cat involved. Help!",
    'My husband snores, I am a light sleeper, and we need a new mattress. What would you put us on?',
    'Our son wants to start filming his skateboard tricks. We would spend about two hundred. What is sensible?',
    'I stand in a bakery ten hours a day and my feet hurt. Which shoes could you suggest?',
    'My mum turns seventy, loves gardening, hates gadgets. What would make her smile?',
    'I work from a tiny desk and need a screen that does not eat all of it. Ideas?',
    'I have been getting headaches from my lamp, I need one with softer light. What have you got?',
    'My skin gets very dry in winter, is there anything in your range that would help with it?',
    'I want to gain some muscle and have never taken any supplement. Where would I begin with your products?',
  ],
  'product-recommendation/find-product': [
    'I saw these cute lamps shaped like mushrooms once, do you carry anything like that?',
    'We are looking for a dining table that seats eight and folds away, in light wood.',
    'I need a cable that goes from my old camera to a new laptop, the one with the small oval plug.',
  ],
  'product-recommendation/product-facts': [
    'Quick question before I commit: is the cover of that mattress something one can take off and wash?',
    'I read somewhere that there are copies of this brand going around. Is what you sell the real thing?',
    "The page says two ports, the picture shows three. Which one's right?",
    'My daughter has a nut allergy. Is there anything in these bars that I should worry about?',
    'If I buy the powder today, until what date would it be good?',
  ],
  'product-recommendation/compare': [
    'I have been going back and forth between the cheap one and the fancy one for days. Is the fancy one really worth double?',
    'My head is spinning from all the versions. What does the plus have that the normal one does not?',
  ],
  'troubleshooting/fix-problem': [
    'So my blender decided today is the day it makes a noise like a helicopter. And smoke, a bit. What do I do?',
    'We went away for the weekend, came back, and the freezer was warm and everything in it ruined. It hums but does not cool.',
    'The watch was brilliant for a year. Since last week it says 100% and an hour later it is off.',
    'It has never worked right, to be honest. Sometimes there is a picture, sometimes only stripes.',
    'I know it sounds odd, but the speaker only plays when I hold it upside down.',
    'My little one pressed every button on the remote and now the telly only speaks Spanish. Help.',
    'I did drop it. Once. From the sofa. Since then it rattles and will not spin.',
  ],
  'troubleshooting/how-to': [
    'I am all thumbs with electronics. Could you walk me through connecting the box to the television?',
    'My eyes are not what they were. Is there a way of making the letters on the phone bigger?',
    'There are eleven bags of screws and no words in the leaflet, only pictures. In which order does it go together?',
    'Now that I own the thing, how do I get the photos from my old phone onto it?',
    'I would like my set to switch itself off when I fall asleep in front of it. Can it?',
  ],
  'troubleshooting/software': [
    'Ever since last night nothing of yours opens for anyone in our office, is something broken at your end?',
    'I sat and watched the bar of the update for an hour. At the very end it said failed and went back to the start.',
    'The program worked on Friday. Today it opens, shows the logo and is gone.',
  ],
  'troubleshooting/warranty': [
    'I bought it about a year and a half back and it died on me. Would that still be on you or on me?',
    'I lost the slip of paper that came with it. Does that mean there is no guarantee any more?',
  ],
  'troubleshooting/still-broken': [
    'Did all of that, twice, even stood on one leg. No change whatsoever.',
    'I appreciate the effort, but it behaves exactly as it did before.',
  ],
  'supervisor/person': [
    "No offence, but I'd rather explain this to somebody with a pulse.",
    'This is going in circles. Is there a colleague of flesh and blood around?',
    'My situation is a bit complicated, so I would prefer to talk it through with one of your people.',
  ],
  'supervisor/complaint': [
    'I have been a customer for fifteen years and I have never been treated like this. I want it put on record.',
    'Your driver shouted at my grandmother. I expect consequences.',
    'I am disgusted with how this company handles its customers, and everyone I know will hear about it.',
  ],
  'supervisor/feedback': [
    'Just wanted to leave a kind word about the young man who delivered it. Where could I do that?',
    'I have an idea for how you could make the site better. Who takes such things?',
  ],
  'supervisor/business': [
    'I run a small pottery and would be thrilled to see my cups on your shelves. Whom do I speak to?',
    'I have a corner shop with a good spot and would like to run it under your name.',
    'My daughter is looking for a place to do her internship, do you take students?',
    'We write about home design and have two million readers. Could we work together?',
  ],
};
